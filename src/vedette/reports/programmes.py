"""Which programme a sum of aid belongs to, by the words beside it, and the sums under a programme that no frame has read.

"Pursuant to the law I am authorising our ninth drawdown since May, worth up to $40 million; $60 million more comes under
Foreign Military Financing" grants two sums under two programmes, and May is the date of neither.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from vedette.lexicon.actors import actor_lexicon
from vedette.lexicon.programmes import Programme, ProgrammeMention, doubtful, find_programmes, granting
from vedette.model.analysis import ActorMention, DateMention, MoneyMention
from vedette.model.evidence import Span
from vedette.model.quantity import Money
from vedette.model.report import FieldSpan, Report, When, report_id
from vedette.reports.context import Context

RULE = "aid.programme.sum"
NEARBY = 600  # characters around a sum in which the text says for whom it is
REACH = 200  # characters between a programme and its sum
LINKING = re.compile(r"[\s,]*(?:\w+\s){0,4}?(?:under|in|through|via|from|of|by|using|pursuant to)\s(?:[\w.’']+\s){0,6}$", re.IGNORECASE)
APART = re.compile(r"\b(?:combined with|along with|along(?:side)?|together with|in addition to|on top of|brings?|bringing|total|while|separate(?:ly)?|besides)\b", re.IGNORECASE)
POINTING_BACK = re.compile(r"\b(?:this|that|these|those|each|such|the (?:new|latest|last|package|assistance|aid|equipment|weapons|arms))\b[^.;]{0,60}$", re.IGNORECASE)
CARRYING_ON = re.compile(r"(?:it|(?:this|the)(?: \w+){0,2} (?:package|tranche|drawdown|assistance|aid|announcement|equipment))\b", re.IGNORECASE)
DEFINITE = re.compile(r"\b(?:this|the)(?: (?:new|latest|additional))?\s$", re.IGNORECASE)
NOT_ITS_DAY = re.compile(r"\b(?:since|over the (?:last|past)|in the (?:last|past)|for the (?:last|past)|until|through)\s(?:\w+\s){0,3}$|\bthat\s(?:\w+\s){1,4}(?:announced|approved|signed|promised)\s(?:on\s|in\s)?$", re.IGNORECASE)
# The noun phrase of a grant with its sum: "the latest drawdown, worth $5 million", "another $5 million in drawdown authority".
SUM_OF_GRANT = re.compile(r"(?:\s+(?:that|which)\s[^,.;]{0,60})?,?\s+(?:for|of|worth|valued at|totall?ing)\s+(?:an?\s+)?(?:additional|another|further|new|fresh|extra)?\s*", re.IGNORECASE)
GRANT_OF_SUM = re.compile(r"\s+(?:worth\s+)?(?:(?:in|of|under|through)\s+)?(?:an?\s|the\s|another\s)?(?:[\w-]+\s){0,3}", re.IGNORECASE)
PART_OF_GRANT = re.compile(r"\s+(?:worth\s+)?(?:of|from)\s+(?:that|this|the same|those|the (?:last|latest|first|previous))\b", re.IGNORECASE)
VALUED = re.compile(r"\b(?:valued at|worth)\s$", re.IGNORECASE)
UNDER = re.compile(r"\s(?:under|through|via|using)\s(?:the\s)?(?:US\s|U\.S\.\s)?", re.IGNORECASE)
FOR_WHOM = re.compile(r"\b(?:for|to|bolster|arm|help|support|meet|provid(?:e|ing)|giv(?:e|ing)|supply(?:ing)?|assist(?:ing)?)\s(?:\w+[ \-]){0,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProgrammeSum:
    """A sum of sentence `sentence` with the programme that it is told under, and the mention that says so."""

    sentence: int
    money: MoneyMention
    mention: ProgrammeMention


def name_programmes(reports: Sequence[Report], context: Context) -> list[Report]:
    """The reports with their programmes, and with those sums under a programme that none of them has told."""
    mentions = find_programmes(context.analysis.clean.text)
    if not mentions:
        return list(reports)
    bound = [*_in_sentences(context, mentions), *_pointed_back(context, mentions), *_told_next(context, mentions)]
    found = list(reports)
    for told in bound:
        found = _tell(found, told, context)
    return [_name_without_sum(report, mentions, context) for report in found]


def _sums(context: Context, s: int) -> list[MoneyMention]:
    """The sums of a sentence, without those that say the one before in another currency: "$600 million (520 million pounds)"."""
    sentence, text = context.analysis.sentences[s], context.analysis.clean.text
    found = [m for m in context.analysis.money if sentence.start <= m.start and m.end <= sentence.end]
    return [m for n, m in enumerate(found) if n == 0 or text[found[n - 1].end : m.start].strip() != "("]


def _in_sentences(context: Context, mentions: Sequence[ProgrammeMention]) -> list[ProgrammeSum]:
    """Each sum with the nearest programme of its sentence that no nearer sum stands before."""
    text, found = context.analysis.clean.text, dict[int, tuple[int, ProgrammeSum]]()
    for mention in mentions:
        s = context.sentence_at(mention.start)
        if s is None or context.analysis.sentences[s].kind == "headline":
            continue
        near = sorted((_distance(text, mention, m), m.start, m) for m in _sums(context, s))
        if not near or near[0][0] > REACH:
            continue
        distance, start, money = near[0]
        if start not in found or distance < found[start][0]:
            found[start] = distance, ProgrammeSum(s, money, mention)
    return [told for _, told in found.values()]


def _distance(text: str, mention: ProgrammeMention, money: MoneyMention) -> int:
    """How far apart the two are, in characters; what links them brings them nearer, what sets sums apart parts them."""
    before = money.end <= mention.start
    between = text[money.end : mention.start] if before else text[mention.end : money.start]
    distance = len(between)
    if APART.search(between):
        distance += REACH
    if before and LINKING.search(between):
        distance //= 3
    if not before and POINTING_BACK.search(text, max(0, mention.start - 30), mention.start):
        distance += REACH  # "this drawdown brings the total to": not of that sum
    return distance


def _pointed_back(context: Context, mentions: Sequence[ProgrammeMention]) -> list[ProgrammeSum]:
    """Sums told shortly before a sentence that says of the package what programme it comes under."""
    text, found = context.analysis.clean.text, list[ProgrammeSum]()
    for mention in mentions:
        s = context.sentence_at(mention.start)
        if s is None or _sums(context, s) or not POINTING_BACK.search(text, context.analysis.sentences[s].start, mention.start):
            continue
        for earlier in range(s - 1, max(s - 4, -1), -1):
            fresh = [m for m in _sums(context, earlier) if m.role == "new"]
            if fresh:
                is_alone = len(fresh) == 1 and not find_programmes(text[context.analysis.sentences[earlier].start : context.analysis.sentences[earlier].end])
                if is_alone and context.analysis.sentences[earlier].kind != "headline":
                    found.append(ProgrammeSum(earlier, fresh[0], mention))
                break
    return found


def _told_next(context: Context, mentions: Sequence[ProgrammeMention]) -> list[ProgrammeSum]:
    """The sum of a package that the sentences before named with its programme: "It is the ninth drawdown. The package is worth $5 million"."""
    text, found = context.analysis.clean.text, list[ProgrammeSum]()
    for mention in mentions:
        s = context.sentence_at(mention.start)
        if s is None or _sums(context, s) or context.analysis.sentences[s].kind == "headline":
            continue
        for later in range(s + 1, min(s + 3, len(context.analysis.sentences))):
            sentence, fresh = context.analysis.sentences[later], [m for m in _sums(context, later) if m.role == "new"]
            words = text[sentence.start : sentence.end]
            if fresh or find_programmes(words):
                if len(fresh) == 1 and not find_programmes(words) and CARRYING_ON.match(words):
                    found.append(ProgrammeSum(later, fresh[0], mention))
                break
    return found


def _tell(reports: list[Report], told: ProgrammeSum, context: Context) -> list[Report]:
    """The reports with this sum under its programme: named, set right, or told for the first time."""
    clean, programme = context.analysis.clean, told.mention.programme
    where = clean.source_span(told.money.start, told.money.end)
    of_sum = [k for k, r in enumerate(reports) if any(s.field == "money" and s.span.overlaps(where) for s in r.spans)]
    found = list(reports)
    for k in of_sum:
        if _may_give(found[k], programme) and found[k].type.startswith("aid."):
            found[k] = _set_right(replace(found[k], programme=programme.id), told, context, found)
    if any(found[k].programme == programme.id for k in of_sum):
        return found
    status = _granted(told, context)
    role = _role(told, context)
    if status is None or role not in ("new", "envelope", "part"):
        return found
    sumless = [k for k, r in enumerate(found) if r.money is None and r.type.startswith("aid.") and r.start <= where.start and where.end <= r.end and _may_give(r, programme)]
    money = Money(told.money.low, told.money.high, told.money.currency, role, None)
    span = FieldSpan("money", where)
    if sumless:
        k = sumless[0]
        found[k] = _set_right(replace(found[k], money=money, programme=programme.id, spans=(*found[k].spans, span)), told, context, found)
        return found
    new = _new_report(told, status, money, span, context, found)
    return found if new is None else sorted([*found, new], key=lambda r: (r.start, r.end))


def _may_give(report: Report, programme: Programme) -> bool:
    """Whether the programme can be that of the report: a party that the text names as giver is one that gives under it."""
    if not programme.givers or not report.actor or set(programme.givers) & {*report.actor, *report.recipient}:
        return True
    return not any(_names(text, report.actor) for text in _words_of_actor(report))


def _words_of_actor(report: Report) -> list[str]:
    return [report.evidence[s.span.start - report.start : s.span.end - report.start] for s in report.spans if s.field == "actor" and report.start <= s.span.start]


def _names(text: str, ids: tuple[str, ...]) -> bool:
    """Whether words name one of these parties; "the President" and "they" name nobody."""
    folded = f" {text.casefold()} "
    return any(f" {name} " in folded for party in ids for name in _surfaces().get(party, {party.casefold()}))


@cache
def _surfaces() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry in actor_lexicon().names:
        for party in entry.ids:
            found.setdefault(party, set()).add(entry.surface.casefold())
    return found


def _set_right(report: Report, told: ProgrammeSum, context: Context, reports: Sequence[Report]) -> Report:
    """The report of a granted sum: who alone can give it, when, and how firm the granting words are."""
    programme, why = told.mention.programme, [f"{told.mention.programme.name}: named beside the sum"]
    actor, recipient, status, when, said = report.actor, report.recipient, report.status, report.when, report.said
    if programme.givers and set(actor) != set(programme.givers):
        actor = programme.givers
        why.append(f"{', '.join(programme.givers)} alone gives under it")
    if programme.receivers and not recipient:
        recipient = programme.receivers
    is_named = any(span.field == "recipient" for span in report.spans) and all(name.isupper() for name in recipient)
    if not is_named or set(recipient) & set(actor) or not recipient:
        recipient = programme.receivers or _receiver(told, context, reports, actor) or recipient
    granted = _granted(told, context)
    money = report.money
    if money is not None and money.role != (role := _role(told, context)):
        money = replace(money, role=role)
        why.append(f"by the words that grant it: {role}")
    is_new = money is not None and money.role == "new" and not report.negated
    if is_new and granted == "authorised" and status in ("done", "ongoing", "hypothetical", "expected", "pledged", "considered", "demanded"):
        status = granted
        why.append("the clause authorises it: authorised")
    if is_new and granted:
        day = _its_day(told, context)
        if day is not None and status == "authorised":
            when = When(day.first, day.last)  # the grant itself is the event; a promise is only said on its day
        elif said is not None and said != context.analysis.published and day is None:
            said = None  # the day of something else that the sentence tells
        if day is None and _is_of_another(report.when, told, context):
            when = When()
    return replace(report, actor=actor, recipient=recipient, money=money, status=status, when=when, said=said, why=(*report.why, *why))


def _granted(told: ProgrammeSum, context: Context) -> str | None:
    """The status that the words about the sum give it, None where nothing grants it, or something takes that back."""
    text, sentence = context.analysis.clean.text, context.analysis.sentences[told.sentence]
    stretch = _own_stretch(told, context)
    words = text[stretch.start : stretch.end]
    if doubtful().search(words):
        return None
    if granting("authorised").search(words) or _is_presupposed(told, text):
        return "authorised"
    if not sentence.start <= told.mention.start < sentence.end and (s := context.sentence_at(told.mention.start)) is not None:
        named = context.analysis.sentences[s]
        if granting("authorised").search(text, named.start, named.end) and not doubtful().search(text, named.start, named.end):
            return "authorised"
        if told.mention.programme.is_authority and not doubtful().search(text, named.start, named.end):
            return "pledged"
    if granting("pledged").search(words):
        return "pledged"
    if told.sentence and DEFINITE.search(text, sentence.start, told.money.start):
        earlier = context.analysis.sentences[told.sentence - 1]
        before = text[earlier.start : earlier.end]
        if granting("authorised").search(before) and not doubtful().search(before):
            return "authorised"
    return None


def _is_presupposed(told: ProgrammeSum, text: str) -> bool:
    """Whether a noun phrase speaks of an authority used, with its sum: "they discussed the latest drawdown of $5 million"."""
    mention, money = told.mention, told.money
    if not mention.programme.is_authority:
        return False
    if mention.end <= money.start:
        return SUM_OF_GRANT.fullmatch(text, mention.end, money.start) is not None
    return GRANT_OF_SUM.fullmatch(text, money.end, mention.start) is not None


def _role(told: ProgrammeSum, context: Context) -> str:
    """What the sum is: so much of what was granted is a part; a grant in a series, "the ninth since May", runs to no date."""
    text, money = context.analysis.clean.text, told.money
    if PART_OF_GRANT.match(text, money.end):
        return "part"
    if money.role in ("cumulative", "envelope") and (_is_presupposed(told, text) or _comes_under(told, context) or VALUED.search(text, max(0, money.start - 20), money.start)):
        return "new"
    return money.role


def _comes_under(told: ProgrammeSum, context: Context) -> bool:
    """Whether a granted sum is said to come under the programme: "is providing $5 million under the authority"."""
    between = context.analysis.clean.text[told.money.end : told.mention.start]
    return told.money.end <= told.mention.start and UNDER.fullmatch(between) is not None and _granted(told, context) is not None


def _own_stretch(told: ProgrammeSum, context: Context) -> Span:
    """The part of the sentence that is about this sum: from the sum before it to the next one, or to where a total begins."""
    text, sentence = context.analysis.clean.text, context.analysis.sentences[told.sentence]
    sums = _sums(context, told.sentence)
    first = max([m.end for m in sums if m.end <= told.money.start], default=sentence.start)
    last = min([m.start for m in sums if m.start >= told.money.end], default=sentence.end)
    if first > sentence.start and not granting("authorised").search(text, first, last) and not granting("pledged").search(text, first, last):
        first = sentence.start  # "approved $5 million for X and $7 million for Y": one verb for both
    parting = APART.search(text, told.money.end, last)
    return Span(first, parting.start() if parting else last)


def _its_day(told: ProgrammeSum, context: Context) -> DateMention | None:
    """The date in the sum's stretch that is its own: no "since May", no "in the last six months"."""
    stretch, text = _own_stretch(told, context), context.analysis.clean.text
    fitting = [
        d for _, d in context.dates_by_sentence.get(told.sentence, [])
        if stretch.start <= d.start and d.end <= stretch.end and d.first is not None and d.last is not None
        and d.resolution in ("day", "week", "weekend", "month", "time") and not NOT_ITS_DAY.search(text, max(stretch.start, d.start - 40), d.start) and not re.match(r"(?:since|over|in the (?:last|past)|for)\b", d.text, re.IGNORECASE)
    ]  # fmt: skip
    published = context.analysis.published
    known = [d for d in fitting if published is None or (d.first is not None and d.first <= published)]
    return min(known, key=lambda d: (abs(d.start - told.money.start), d.start), default=None)


def _is_of_another(when: When, told: ProgrammeSum, context: Context) -> bool:
    """Whether the days are those of a "since" phrase of the sentence, or run on without an end."""
    return when.start is not None and (when.end is None or (when.end - when.start).days > 31)


def _new_report(told: ProgrammeSum, status: str, money: Money, span: FieldSpan, context: Context, reports: Sequence[Report]) -> Report | None:
    clean, sentence, programme = context.analysis.clean, context.analysis.sentences[told.sentence], told.mention.programme
    near = [r for r in reports if r.type.startswith("aid.") and clean.source_span(sentence.start, sentence.end).overlaps(Span(r.start, r.end))]
    actor = programme.givers or next((r.actor for r in near if r.actor), ())
    recipient = programme.receivers or _receiver(told, context, reports, actor)
    if not actor and not recipient:
        return None
    where = clean.source_span(sentence.start, sentence.end)
    day = _its_day(told, context)
    type_ = "aid.military" if programme.id not in ECONOMIC else "aid.economic"
    return Report(
        id=report_id(clean.document.name, clean.document.sha256, type_, where.start, where.end, told.money.start),
        document=clean.document.name, type=type_, status=status, evidence=where.of(clean.document.text), start=where.start, end=where.end,
        actor=actor, recipient=recipient, money=money, when=When(day.first, day.last) if day else When(), programme=programme.id,
        rule=RULE, why=(f"a sum granted under {programme.name} that no frame has read",), spans=(span,),
    )  # fmt: skip


ECONOMIC = frozenset({"ERA", "MFA", "EFF", "PEACE", "Ukraine-Facility"})


def _receiver(told: ProgrammeSum, context: Context, reports: Sequence[Report], actor: tuple[str, ...]) -> tuple[str, ...]:
    """The state that the sentence says it is for, else the nearest that anything is for, else the one that most of the document's aid goes to."""
    text, sentence = context.analysis.clean.text, context.analysis.sentences[told.sentence]
    here = [m for m in context.analysis.actors if sentence.start <= m.start and m.end <= sentence.end]
    for m in here:
        if FOR_WHOM.search(text, max(sentence.start, m.start - 40), m.start) and (ids := _states(m)) and not set(ids) & set(actor):
            return ids
    near = [m for m in context.analysis.actors if told.money.start - NEARBY <= m.start < told.money.end + NEARBY // 2 and FOR_WHOM.search(text, max(0, m.start - 40), m.start)]
    for m in sorted(near, key=lambda m: abs(m.start - told.money.start)):
        if (ids := _states(m)) and not set(ids) & set(actor):
            return ids
    counted = Counter(i for r in reports if r.type.startswith("aid.") and any(s.field == "recipient" for s in r.spans) for i in r.recipient if i not in actor and i.isupper())
    if not counted:
        # No aid of the document is for anybody yet: the state that its sentences speak of help for.
        counted = Counter(i for m in context.analysis.actors if FOR_WHOM.search(text, max(0, m.start - 40), m.start) for i in _states(m) if i not in actor)
    return (min(counted, key=lambda name: (-counted[name], name)),) if counted else ()


def _states(mention: ActorMention) -> tuple[str, ...]:
    """The state of a mention: its own, or that of the demonym it begins with ("Ukrainian partners")."""
    if mention.kind == "state" and mention.ids:
        return mention.ids if _names(mention.text, mention.ids) else ()  # "the administration" names no state
    if mention.kind != "people":
        return ()
    first = mention.text.split()[0].casefold()
    return next((e.ids for e in actor_lexicon().names if e.role in ("adjective", "people") and e.surface.casefold() == first), ())


def _name_without_sum(report: Report, mentions: Sequence[ProgrammeMention], context: Context) -> Report:
    """The programme of a report without a sum: the one that its own words name, where they name only one."""
    if report.programme or report.money is not None or not report.type.startswith("aid."):
        return report
    clean = context.analysis.clean
    inside = {m.programme.id: m.programme for m in mentions if report.start <= (span := clean.source_span(m.start, m.end)).start and span.end <= report.end}
    if len(inside) != 1:
        return report
    (programme,) = inside.values()
    if not _may_give(report, programme):
        return report
    actor = report.actor if report.actor and not programme.givers else programme.givers or report.actor
    return replace(report, programme=programme.id, actor=actor)
