"""Time expressions: a table of sentences written for it, and what holds for any text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.analysis.dates import find_dates
from vedette.lexicon.tables import read_table

FRIDAY = date(2022, 1, 21)

# Published on Friday, 21 January 2022: sentence | mention | value | first | last ("-" is None).
CASES = """
# full dates, as the British, the Americans, machines and datelines write them
The frigate sailed on 21 January 2022 from Rosyth. | 21 January 2022 | 2022-01-21 | 2022-01-21 | 2022-01-21
The treaty of 3rd March, 1918 took Russia out. | 3rd March, 1918 | 1918-03-03 | 1918-03-03 | 1918-03-03
It was signed on the 21st of May 1999 in Oslo. | the 21st of May 1999 | 1999-05-21 | 1999-05-21 | 1999-05-21
The convoy left on January 3, 2022, without escort. | January 3, 2022 | 2022-01-03 | 2022-01-03 | 2022-01-03
Updated Dec. 30, 2021 by the press office | Dec. 30, 2021 | 2021-12-30 | 2021-12-30 | 2021-12-30
The order of Friday, January 14, 2022 stands. | Friday, January 14, 2022 | 2022-01-14 | 2022-01-14 | 2022-01-14
They spoke on Tuesday 18 January about grain. | Tuesday 18 January | 2022-01-18 | 2022-01-18 | 2022-01-18
The filing bears the date 2021-11-05. | 2021-11-05 | 2021-11-05 | 2021-11-05 | 2021-11-05
The log reads 2022-01-21T15:00 for the launch. | 2022-01-21T15:00 | 2022-01-21T15:00 | 2022-01-21 | 2022-01-21
The stamp says 21/12/2021 on the crate. | 21/12/2021 | 2021-12-21 | 2021-12-21 | 2021-12-21
The stamp says 12/21/2021 on the crate. | 12/21/2021 | 2021-12-21 | 2021-12-21 | 2021-12-21
The ministry's note of 03.12.2021 was short. | 03.12.2021 | 2021-12-03 | 2021-12-03 | 2021-12-03
A form dated 04/05/2021 turned up. | 04/05/2021 | 2021-XX-XX | - | -
A form dated 20/01/22 turned up. | 20/01/22 | 2022-01-20 | 2022-01-20 | 2022-01-20
A form dated 21/01/2021 answers one of 04/05/2020. | 04/05/2020 | 2020-05-04 | 2020-05-04 | 2020-05-04
TALLINN, Dec 4 - The navy denied it. | Dec 4 | 2021-12-04 | 2021-12-04 | 2021-12-04
KYIV, January 20 (Newswire) - A drone fell. | January 20 | 2022-01-20 | 2022-01-20 | 2022-01-20
The brigade came on 7-Jan-2022 by rail. | 7-Jan-2022 | 2022-01-07 | 2022-01-07 | 2022-01-07
# partial dates: the year comes from publication and tense
Two boats sank on Jan. 4 off Odesa. | Jan. 4 | 2022-01-04 | 2022-01-04 | 2022-01-04
On September 22 the decree entered into force. | September 22 | 2021-09-22 | 2021-09-22 | 2021-09-22
Talks will open on February 3 in Minsk. | February 3 | 2022-02-03 | 2022-02-03 | 2022-02-03
The ban takes effect from March 1, when tariffs will rise. | March 1 | 2022-03-01 | 2022-03-01 | -
He was shot on November 30th. | November 30th | 2021-11-30 | 2021-11-30 | 2021-11-30
The 4 December raid killed nobody. | 4 December | 2021-12-04 | 2021-12-04 | 2021-12-04
On 12 March last year the base was hit. | 12 March last year | 2021-03-12 | 2021-03-12 | 2021-03-12
She arrived on the 12th and left at once. | the 12th | 2022-01-12 | 2022-01-12 | 2022-01-12
They will vote on the 28th, he said. | the 28th | 2022-01-28 | 2022-01-28 | 2022-01-28
The rally of May 5 was banned. | May 5 | 2021-05-05 | 2021-05-05 | 2021-05-05
# months
The bridge fell in January 2019 after rain. | January 2019 | 2019-01 | 2019-01-01 | 2019-01-31
Exports stopped in Feb. 2020 for good. | Feb. 2020 | 2020-02 | 2020-02-01 | 2020-02-29
Shelling resumed in September. | September | 2021-09 | 2021-09-01 | 2021-09-30
The fleet will sail in June. | June | 2022-06 | 2022-06-01 | 2022-06-30
The envoy came in May and left. | May | 2021-05 | 2021-05-01 | 2021-05-31
The offensive began in March. | March | 2021-03 | 2021-03-01 | 2021-03-31
He resigned last November over the leak. | last November | 2021-11 | 2021-11-01 | 2021-11-30
He resigned last January over the leak. | last January | 2021-01 | 2021-01-01 | 2021-01-31
The pact runs out next April. | next April | 2022-04 | 2022-04-01 | 2022-04-30
Voters go to the polls this March. | this March | 2022-03 | 2022-03-01 | 2022-03-31
The bill passed in November of last year. | November of last year | 2021-11 | 2021-11-01 | 2021-11-30
Sales fell in October last year. | October last year | 2021-10 | 2021-10-01 | 2021-10-31
It will lapse in March next year. | March next year | 2023-03 | 2023-03-01 | 2023-03-31
The crisis grew in mid-April 2014. | mid-April 2014 | 2014-04 | 2014-04-11 | 2014-04-20
Marches began in late March 2018. | late March 2018 | 2018-03 | 2018-03-21 | 2018-03-31
They fled in early October. | early October | 2021-10 | 2021-10-01 | 2021-10-10
He left at the beginning of May. | the beginning of May | 2021-05 | 2021-05-01 | 2021-05-10
# years
The base closed in 2013. | 2013 | 2013 | 2013-01-01 | 2013-12-31
In the year 2000 the cruiser was sold. | the year 2000 | 2000 | 2000-01-01 | 2000-12-31
The 2014 annexation went unrecognised. | 2014 | 2014 | 2014-01-01 | 2014-12-31
The 2020 elections were rigged, she said. | 2020 | 2020 | 2020-01-01 | 2020-12-31
Spending in 2014-15 fell. | 2014-15 | 2014/2015 | 2014-01-01 | 2015-12-31
The 2019–2021 programme is over. | 2019–2021 | 2019/2021 | 2019-01-01 | 2021-12-31
In 1999-00 the club was broke. | 1999-00 | 1999/2000 | 1999-01-01 | 2000-12-31
The ledger for 2021-03 is missing. | 2021-03 | 2021-03 | 2021-03-01 | 2021-03-31
Reform was promised for mid-2023. | mid-2023 | 2023 | 2023-05-01 | 2023-08-31
It broke up in early 1997. | early 1997 | 1997 | 1997-01-01 | 1997-04-30
It broke up in late 2021. | late 2021 | 2021 | 2021-09-01 | 2021-12-31
Back in '08 the tanks rolled south. | '08 | 2008 | 2008-01-01 | 2008-12-31
The war was over by the end of 1995. | the end of 1995 | 1995 | - | 1995-12-31
# decades and centuries
Arms flowed freely in the 1990s. | the 1990s | 199 | 1990-01-01 | 1999-12-31
He served through the eighties. | the eighties | 198 | - | 1989-12-31
Detente came in the '70s. | the '70s | 197 | 1970-01-01 | 1979-12-31
The plant dates from the late 1980s. | the late 1980s | 198 | 1987-01-01 | 1989-12-31
The plan of the early 1990s failed. | the early 1990s | 199 | 1990-01-01 | 1993-12-31
A fort of the 19th century overlooks it. | the 19th century | 18 | 1801-01-01 | 1900-12-31
A treaty for the twenty-first century, he called it. | the twenty-first century | 20 | 2001-01-01 | 2100-12-31
# weekdays: back by default, ahead where the words say so
The envoys met on Friday in Vienna. | Friday | 2022-01-21 | 2022-01-21 | 2022-01-21
Rebels took the pass on Tuesday. | Tuesday | 2022-01-18 | 2022-01-18 | 2022-01-18
A missile hit the depot Wednesday. | Wednesday | 2022-01-19 | 2022-01-19 | 2022-01-19
The council will meet on Monday. | Monday | 2022-01-24 | 2022-01-24 | 2022-01-24
He is expected in Riga on Thursday. | Thursday | 2022-01-27 | 2022-01-27 | 2022-01-27
On Sunday the president will address the nation. | Sunday | 2022-01-23 | 2022-01-23 | 2022-01-23
The minister said on Wednesday that he will resign. | Wednesday | 2022-01-19 | 2022-01-19 | 2022-01-19
The talks scheduled for Tuesday are off. | Tuesday | 2022-01-25 | 2022-01-25 | 2022-01-25
Both agreed to meet again on Tuesday. | Tuesday | 2022-01-25 | 2022-01-25 | 2022-01-25
He vowed revenge for the attack on Sunday. | Sunday | 2022-01-16 | 2022-01-16 | 2022-01-16
Markets calmed ahead of Tuesday's summit. | Tuesday | 2022-01-25 | 2022-01-25 | 2022-01-25
Thursday's blast killed four. | Thursday | 2022-01-20 | 2022-01-20 | 2022-01-20
The ship left last Friday. | last Friday | 2022-01-14 | 2022-01-14 | 2022-01-14
The ship left last Wednesday. | last Wednesday | 2022-01-19 | 2022-01-19 | 2022-01-19
Next Monday the ban ends. | Next Monday | 2022-01-24 | 2022-01-24 | 2022-01-24
The vote is this Sunday. | this Sunday | 2022-01-23 | 2022-01-23 | 2022-01-23
Flights have run since Monday of this week. | Monday of this week | 2022-01-17 | 2022-01-17 | -
They fell out on Tuesday last week. | Tuesday last week | 2022-01-11 | 2022-01-11 | 2022-01-11
They will talk on Wednesday next week. | Wednesday next week | 2022-01-26 | 2022-01-26 | 2022-01-26
The camp has been empty since Tuesday. | Tuesday | 2022-01-18 | 2022-01-18 | -
The truce will hold until Monday. | Monday | 2022-01-24 | - | 2022-01-24
He has until Thursday to answer. | Thursday | 2022-01-27 | - | 2022-01-27
Sanctions could be lifted on Tuesday if he agrees. | Tuesday | 2022-01-25 | 2022-01-25 | 2022-01-25
The dead man was buried on Monday, his brother told reporters. | Monday | 2022-01-17 | 2022-01-17 | 2022-01-17
# parts of the day and clock times
Guns opened up on Friday morning. | Friday morning | 2022-01-21TMO | 2022-01-21 | 2022-01-21
Guns opened up late on Tuesday. | late on Tuesday | 2022-01-18 | 2022-01-18 | 2022-01-18
Guns opened up late Tuesday. | late Tuesday | 2022-01-18 | 2022-01-18 | 2022-01-18
Early Thursday the sirens wailed. | Early Thursday | 2022-01-20 | 2022-01-20 | 2022-01-20
On the night of January 12 the lights failed. | the night of January 12 | 2022-01-12TNI | 2022-01-12 | 2022-01-12
He flew in yesterday evening. | yesterday evening | 2022-01-20TEV | 2022-01-20 | 2022-01-20
He will fly out tomorrow night. | tomorrow night | 2022-01-22TNI | 2022-01-22 | 2022-01-22
They spoke by phone last night. | last night | 2022-01-20TNI | 2022-01-20 | 2022-01-20
The cabinet meets tonight. | tonight | 2022-01-21TNI | 2022-01-21 | 2022-01-21
Two jets crashed this morning. | this morning | 2022-01-21TMO | 2022-01-21 | 2022-01-21
Forty drones were downed overnight. | overnight | 2022-01-20TNI | 2022-01-20 | 2022-01-21
The shooting began at 3 pm on Friday. | 3 pm on Friday | 2022-01-21T15:00 | 2022-01-21 | 2022-01-21
On Wednesday at 4:30 a.m. the bridge blew up. | Wednesday at 4:30 a.m. | 2022-01-19T04:30 | 2022-01-19 | 2022-01-19
The strike came at 0400 GMT. | 0400 GMT | 2022-01-21T04:00 | 2022-01-21 | 2022-01-21
It ended at 15:30 Moscow time. | 15:30 Moscow time | 2022-01-21T15:30 | 2022-01-21 | 2022-01-21
The guns fell silent at noon. | noon | 2022-01-21T12:00 | 2022-01-21 | 2022-01-21
The border shuts at midnight. | midnight | 2022-01-21T24:00 | 2022-01-21 | 2022-01-21
They left at ten o'clock. | ten o'clock | 2022-01-21T10:00 | 2022-01-21 | 2022-01-21
# yesterday, today, this week, last year
He denied it yesterday. | yesterday | 2022-01-20 | 2022-01-20 | 2022-01-20
The minister is in Paris today. | today | 2022-01-21 | 2022-01-21 | 2022-01-21
Talks resume tomorrow. | tomorrow | 2022-01-22 | 2022-01-22 | 2022-01-22
He was seen the day before yesterday. | the day before yesterday | 2022-01-19 | 2022-01-19 | 2022-01-19
They will land the day after tomorrow. | the day after tomorrow | 2022-01-23 | 2022-01-23 | 2022-01-23
The two will meet this week. | this week | 2022-W03 | 2022-01-17 | 2022-01-23
Earlier this week he was in Tokyo. | Earlier this week | 2022-W03 | 2022-01-17 | 2022-01-21
The tanker ran aground last week. | last week | 2022-W02 | 2022-01-10 | 2022-01-16
A reply is due next week. | next week | 2022-W04 | 2022-01-24 | 2022-01-30
He wrote to his troops this month. | this month | 2022-01 | 2022-01-01 | 2022-01-21
So far this month forty boats have come. | this month | 2022-01 | 2022-01-01 | 2022-01-21
She will retire later this month. | later this month | 2022-01 | 2022-01-21 | 2022-01-31
It was launched last month. | last month | 2021-12 | 2021-12-01 | 2021-12-31
It will be launched next month. | next month | 2022-02 | 2022-02-01 | 2022-02-28
Missiles were delivered earlier this year. | earlier this year | 2022 | 2022-01-01 | 2022-01-21
Output will double this year. | this year | 2022 | 2022-01-01 | 2022-12-31
Last year's pledge was never met. | Last year | 2021 | 2021-01-01 | 2021-12-31
Aid will be halved next year. | next year | 2023 | 2023-01-01 | 2023-12-31
The levy is raised starting next year. | next year | 2023 | 2023-01-01 | -
The unit was disbanded the year before last. | the year before last | 2020 | 2020-01-01 | 2020-12-31
The authority will lapse at the end of the month. | the end of the month | 2022-01 | 2022-01-21 | 2022-01-31
The truce runs until the end of the month. | the end of the month | 2022-01 | - | 2022-01-31
All must be out by the end of the year. | the end of the year | 2022 | - | 2022-12-31
Riots shook the city over the weekend. | the weekend | 2022-W02-WE | 2022-01-15 | 2022-01-16
Riots shook the city last weekend. | last weekend | 2022-W02-WE | 2022-01-15 | 2022-01-16
The leaders will meet at the weekend. | the weekend | 2022-W03-WE | 2022-01-22 | 2022-01-23
The worst week of the current decade, he said. | the current decade | 202 | 2020-01-01 | 2029-12-31
Drills run over this month and next. | this month and next | 2022-01/2022-02 | 2022-01-01 | 2022-02-28
# ago, later, before, from now
The depot burned two weeks ago. | two weeks ago | 2022-W01 | 2022-01-03 | 2022-01-09
He spoke to them two days ago. | two days ago | 2022-01-19 | 2022-01-19 | 2022-01-19
He spoke to them a few days ago. | a few days ago | PAST_REF | 2022-01-16 | 2022-01-18
The pact was signed three months ago. | three months ago | 2021-10 | 2021-10-01 | 2021-10-31
A year ago the road was open. | A year ago | 2021 | 2021-01-01 | 2021-12-31
The wall fell some 30 years ago. | some 30 years ago | 1992 | 1992-01-01 | 1992-12-31
The sect was banned decades ago. | decades ago | PAST_REF | - | 2022-01-21
He landed on January 3 and left three days later. | three days later | 2022-01-06 | 2022-01-06 | 2022-01-06
On January 19 he was freed; two weeks before, his wife had been. | two weeks before | 2022-01-05 | 2022-01-05 | 2022-01-05
They left Iraq in 2011 and returned three years later. | three years later | 2014 | 2014-01-01 | 2014-12-31
Output was higher than a month earlier. | a month earlier | 2021-12 | 2021-12-01 | 2021-12-31
The deadline is two weeks from now. | two weeks from now | 2022-W05 | 2022-01-31 | 2022-02-06
Guns may fall silent in three days' time. | three days' time | 2022-01-24 | 2022-01-24 | 2022-01-24
Both signed on 3 May 2021, and the same day shells fell. | the same day | 2021-05-03 | 2021-05-03 | 2021-05-03
He was held on 3 May 2021 and freed the next day. | the next day | 2021-05-04 | 2021-05-04 | 2021-05-04
The port reopened in May 2021; later that month it shut again. | later that month | 2021-05 | 2021-05-01 | 2021-05-31
The raid came two days before Christmas. | two days before Christmas | 2021-12-23 | 2021-12-23 | 2021-12-23
# spans up to or from publication
Ten ships were hit in the past two days. | the past two days | P2D | 2022-01-19 | 2022-01-21
Billions went east over the last six months. | the last six months | P6M | 2021-07-21 | 2022-01-21
In the past week the shelling grew. | the past week | P1W | 2022-01-14 | 2022-01-21
Hundreds fled over the last several months. | the last several months | PXM | - | 2022-01-21
Supplies will run low in the next few weeks. | the next few weeks | PXW | 2022-01-21 | -
More will come in the next three months. | the next three months | P3M | 2022-01-21 | 2022-04-21
More will come in the coming weeks. | the coming weeks | FUTURE_REF | 2022-01-21 | -
Troops have arrived in recent days. | recent days | PAST_REF | - | 2022-01-21
The embargo should be lifted within six months. | six months | P6M | - | 2022-07-21
The first nine months of 2021 were quiet. | The first nine months of 2021 | P9M | 2021-01-01 | 2021-09-30
# durations
They fought for three years. | three years | P3Y | - | -
A two-day visit to Baku followed. | two-day | P2D | - | -
A six-month-old boy was among the dead. | six-month-old | P6M | - | -
A 46-year-old nurse died. | 46-year-old | P46Y | - | -
The siege lasted more than two years. | more than two years | P2Y | - | -
The siege lasted nearly a decade. | nearly a decade | P1DE | - | -
The blackout took 36 hours. | 36 hours | PT36H | - | -
A 48-hour ultimatum was issued. | 48-hour | PT48H | - | -
They held out for weeks. | weeks | PXW | - | -
They held out for several months. | several months | PXM | - | -
The year-long blockade ended. | year-long | P1Y | - | -
He spoke for half an hour. | half an hour | PT30M | - | -
It took two and a half years. | two and a half years | P2.5Y | - | -
Repairs need three to six months. | three to six months | P3M/P6M | - | -
She was jailed for twenty-five years. | twenty-five years | P25Y | - | -
# sets
They march every Friday. | every Friday | XXXX-WXX-5 | - | -
Convoys leave on Sundays. | Sundays | XXXX-WXX-7 | - | -
There are daily air raids. | daily | P1D | - | -
The fund pays out monthly. | monthly | P1M | - | -
The panel sits twice a week. | twice a week | P1W | - | -
Patrols pass every two hours. | every two hours | PT2H | - | -
The ferry runs every other week. | every other week | P2W | - | -
Each year the fleets drill. | Each year | P1Y | - | -
The annual exercise was called off. | annual | P1Y | - | -
# quarters, halves, fiscal years, seasons
Output fell in the third quarter. | the third quarter | 2021-Q3 | 2021-07-01 | 2021-09-30
Deliveries will start in the second quarter. | the second quarter | 2022-Q2 | 2022-04-01 | 2022-06-30
Orders rose in Q3 2021. | Q3 2021 | 2021-Q3 | 2021-07-01 | 2021-09-30
The fourth quarter of last year was bad. | The fourth quarter of last year | 2021-Q4 | 2021-10-01 | 2021-12-31
In the first half of 2021 no tank was built. | the first half of 2021 | 2021-H1 | 2021-01-01 | 2021-06-30
It will be ready in the second half of the year. | the second half of the year | 2022-H2 | 2022-07-01 | 2022-12-31
The Pentagon wants more for FY2023. | FY2023 | 2023 | 2022-10-01 | 2023-09-30
The budget for fiscal 2024 is a guess. | fiscal 2024 | 2024 | - | -
Come spring of this year, battalions will arrive. | spring of this year | 2022-SP | 2022-03-01 | 2022-05-31
They dug in during the summer of 2021. | the summer of 2021 | 2021-SU | 2021-06-01 | 2021-08-31
They were routed last autumn. | last autumn | 2021-FA | 2021-09-01 | 2021-11-30
An attack is expected this summer. | this summer | 2022-SU | 2022-06-01 | 2022-08-31
The ice will break in the spring. | the spring | 2022-SP | 2022-03-01 | 2022-05-31
The fall of 1991 was chaotic. | The fall of 1991 | 1991-FA | 1991-09-01 | 1991-11-30
# ranges and open ends
He toured the front from January 3 to January 9. | January 3 to January 9 | 2022-01-03/2022-01-09 | 2022-01-03 | 2022-01-09
The drill of January 10-20 passed quietly. | January 10-20 | 2022-01-10/2022-01-20 | 2022-01-10 | 2022-01-20
The drill of 10 to 20 May 2021 passed quietly. | 10 to 20 May 2021 | 2021-05-10/2021-05-20 | 2021-05-10 | 2021-05-20
Between 2014 and 2020 it sold nothing. | 2014 and 2020 | 2014/2020 | 2014-01-01 | 2020-12-31
From October to December the pass was shut. | October to December | 2021-10/2021-12 | 2021-10-01 | 2021-12-31
They were away from Monday to Wednesday. | Monday to Wednesday | 2022-01-17/2022-01-19 | 2022-01-17 | 2022-01-19
He has ruled since 2020. | 2020 | 2020 | 2020-01-01 | -
Since March 2021 it has been banned. | March 2021 | 2021-03 | 2021-03-01 | -
The phase-out must end by 2030. | 2030 | 2030 | - | 2030-12-31
They ruled it until 1991. | 1991 | 1991 | - | 1991-12-31
The port was theirs before 2014. | 2014 | 2014 | - | 2013-12-31
Since the start of the revolt in 2021 he has hidden. | 2021 | 2021 | 2021-01-01 | -
The gas stopped flowing from 2014 onwards. | 2014 | 2014 | 2014-01-01 | -
# weeks of a day, days of a month, months together
He resigned in the week of January 10. | the week of January 10 | 2022-W02 | 2022-01-10 | 2022-01-16
Output rose in the week ending January 15. | the week ending January 15 | 2022-W02 | 2022-01-09 | 2022-01-15
On the 5th of last month he fled. | the 5th of last month | 2021-12-05 | 2021-12-05 | 2021-12-05
Stocks fell in Jan-Feb 2021. | Jan-Feb 2021 | 2021-01/2021-02 | 2021-01-01 | 2021-02-28
It shut in the early hours of Saturday. | the early hours of Saturday | 2022-01-15TMO | 2022-01-15 | 2022-01-15
He was seized on January 3; that night he was flown out. | that night | 2022-01-03TNI | 2022-01-03 | 2022-01-03
The truce must come before the end of 2023. | the end of 2023 | 2023 | - | 2023-12-31
It struck at 2 am (0000 GMT). | 0000 GMT | 2022-01-21T00:00 | 2022-01-21 | 2022-01-21
# references
The town is now in ruins. | now | PRESENT_REF | - | -
It is currently under guard. | currently | PRESENT_REF | - | -
They recently met. | recently | PAST_REF | - | -
It had previously denied this. | previously | PAST_REF | - | -
More will follow soon. | soon | FUTURE_REF | - | -
It has cost four billion to date. | to date | PRESENT_REF | - | 2022-01-21
No such pact was signed in the past. | the past | PAST_REF | - | -
# days with a name
He pardoned them on Christmas Day. | Christmas Day | 2021-12-25 | 2021-12-25 | 2021-12-25
The fireworks of New Year's Eve were banned. | New Year's Eve | 2021-12-31 | 2021-12-31 | 2021-12-31
The truce of Easter 2021 held. | Easter 2021 | 2021-04-04 | 2021-04-04 | 2021-04-04
The raid of Good Friday 2022 was planned long before. | Good Friday 2022 | 2022-04-15 | 2022-04-15 | 2022-04-15
Since 9/11 the law has been stricter. | 9/11 | 2001-09-11 | 2001-09-11 | -
"""

NOTHING = (
    "They may march in the sun for the second time.",  # words that are months, days, ordinals elsewhere
    "May was tired, and so was Theresa May.",
    "The ministers may meet.",
    "It will fall, he said, and the fall was long.",
    "Some 2,000 troops crossed over.",  # a count with its comma
    "They sent 2000 troops.",
    "They lost 1990 missiles.",
    "It cost $2014 or €1999.",
    "Resolution 1929 bound them.",
    "Two Mirage 2000 jets took off.",
    "At least 1950 were held.",
    "He read the Sunday Times and the Daily Mail.",
    "A second frigate and a third one came.",
    "A quarter of the force deserted.",
    "The range is 2000 km.",
    "The shell is of 155 mm calibre.",
    "Call 555-2014 for more.",
    "The ratio was 3.2000 in all.",
    "The March for Peace drew thousands.",
    "She spoke to the Mail on Sunday.",
)

UNDATED = (
    ("It happened on Friday.", "Friday", "XXXX-WXX-5"),
    ("It happened on January 21.", "January 21", "XXXX-01-21"),
    ("It happened in January.", "January", "XXXX-01"),
    ("It happened last week.", "last week", "XXXX-WXX"),
    ("It happened yesterday.", "yesterday", "XXXX-XX-XX"),
    ("It happened in the third quarter.", "the third quarter", "XXXX-Q3"),
    ("It happened this spring.", "this spring", "XXXX-SP"),
    ("It happened last year.", "last year", "XXXX"),
    ("It happened on Friday night.", "Friday night", "XXXX-WXX-5TNI"),
)


def cases() -> list[tuple[str, ...]]:
    lines = [line for line in CASES.strip().splitlines() if line and not line.startswith("#")]
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in lines]


@pytest.mark.parametrize(("sentence", "mention", "value", "first", "last"), cases())
def test_finds_extent_value_and_bounds(sentence: str, mention: str, value: str, first: str, last: str) -> None:
    found = {m.text: (m.value, str(m.first or "-"), str(m.last or "-")) for m in find_dates(sentence, FRIDAY)}
    assert found.get(mention) == (value, first, last), found


def test_the_table_is_broad() -> None:
    assert len(cases()) >= 200


@pytest.mark.parametrize("sentence", NOTHING)
def test_finds_no_date_in_words_and_numbers_that_only_look_like_one(sentence: str) -> None:
    assert find_dates(sentence, FRIDAY) == ()


@pytest.mark.parametrize(("sentence", "mention", "value"), UNDATED)
def test_without_publication_date_relative_dates_have_no_bounds(sentence: str, mention: str, value: str) -> None:
    (found,) = find_dates(sentence, None)
    assert (found.text, found.value, found.first, found.last) == (mention, value, None, None)


def test_the_year_of_an_explicit_date_carries_over_to_the_bare_ones_after_it() -> None:
    found = find_dates("The truce of 5 September 2014 did not last. On 19 September a second one was signed.", date(2016, 3, 1))
    assert [m.value for m in found] == ["2014-09-05", "2014-09-19"]


@pytest.mark.parametrize(
    ("sentence", "published", "mention", "first"),
    [
        ("He will speak on Monday.", date(2024, 9, 30), "Monday", date(2024, 9, 30)),  # published that very day
        ("He spoke on Monday.", date(2024, 9, 29), "Monday", date(2024, 9, 23)),  # from a Sunday back to the Monday
        ("He spoke in December.", date(2024, 1, 2), "December", date(2023, 12, 1)),  # across the turn of the year
        ("They met last December.", date(2024, 12, 20), "last December", date(2023, 12, 1)),  # not the running one
        ("The drill ended on February 29.", date(2024, 3, 3), "February 29", date(2024, 2, 29)),  # a leap day
        ("It fell last week.", date(2021, 1, 4), "last week", date(2020, 12, 28)),  # the ISO week across the year
    ],
)
def test_other_days_of_publication(sentence: str, published: date, mention: str, first: date) -> None:
    (found,) = find_dates(sentence, published)
    assert (found.text, found.first) == (mention, first)


@pytest.mark.parametrize("table", ["holidays", "date_cues"])
def test_the_examples_of_the_tables(table: str) -> None:
    meta = read_table(table)["meta"]
    assert all(find_dates(text, FRIDAY) for text in meta["examples"])
    assert not any(find_dates(text, FRIDAY) for text in meta["counter_examples"])


PIECES = st.sampled_from(
    ["other", "more", "or", "so", "-and-a-half", "twenty-five", "several", "coming", "first", "the", "last", "next", "this", "early", "late", "mid-", "31", "2014", "2,000", "99", "0", "Friday", "Feb.", "30", "February", "29", "at", "25:61", "pm", "GMT", "ago", "later", "two", "weeks", "years", "since", "until", "from", "to", "and", "of", "end", "half", "quarter", "Q4", "FY99", "'70s", "9999-99-99", "13/13/13", "century", "21st", "every", "a", "few", "century", "before", "after", "decades", "2014-13", "Easter", "spring\n"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=14).map(" ".join)), st.one_of(st.none(), st.dates(date(1800, 1, 1), date(2099, 12, 31))))
@settings(max_examples=300, deadline=None)
def test_offsets_order_and_bounds_hold_for_any_text(text: str, published: date | None) -> None:
    end = 0
    for mention in find_dates(text, published):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.first is None or mention.last is None or mention.first <= mention.last
        end = mention.end
