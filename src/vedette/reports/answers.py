"""Which report another report answers, by the words that say so: "in response to", "retaliated by", "which prompted"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from vedette.lexicon.frames import load_frames
from vedette.lexicon.responses import pointing_nouns, response_words
from vedette.model.report import Report
from vedette.model.tree import Tree
from vedette.reports.context import Context, Key

# How many sentences back "the move" or a bare "in response" can point.
REACH = 6
REACTIONS = ("accuse.blame", "support.voice", "reject.refuse")
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
HOSTILE = ("assault", "sanction", "coerce", "threaten", "mobilize")
GROUNDED = (*REACTIONS, "sanction.impose", "threaten.warn", "coerce.seize")


class Answers:
    """The links of one document, by index into `reports`: `Answers(reports, context).find()` maps who answers to what is answered."""

    def __init__(self, reports: Sequence[Report], context: Context) -> None:
        self.reports = reports
        self.context = context
        self.at: dict[int, Key] = {}
        self.by_sentence: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.echoes: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        self.links: dict[int, set[int]] = defaultdict(set)
        self._place()

    def _place(self) -> None:
        """Finds the token of each trigger, and the sentence of each restatement."""
        clean, sentences = self.context.analysis.clean, self.context.analysis.sentences
        starts: dict[int, Key] = {}
        for s, sentence in enumerate(sentences):
            for token in sentence.tokens:
                starts.setdefault(clean.origin[token.start], (s, token.i))
        for n, report in enumerate(self.reports):
            trigger = next((f.span for f in report.spans if f.field == "type"), None)
            if trigger is not None and (key := starts.get(trigger.start)) is not None:
                self.at[n] = key
                self.by_sentence[key[0]].append((key[1], n))
            for span in report.supporting:
                if (key := starts.get(span.start)) is not None:
                    self.echoes[key[0]].append((span.start, span.end, n))

    def find(self) -> dict[int, set[int]]:
        """All links, answering report to the reports that it answers."""
        nouns, verbs, causes = (response_words(name) for name in ("answering_nouns", "answering_verbs", "causing_verbs"))
        for s in list(self.by_sentence):
            for token in self.context.trees[s].tokens:
                if token.lemma in nouns and token.pos == "NOUN":
                    self._by_noun(s, token.i)
                elif token.pos == "VERB" and token.lemma in verbs:
                    self._by_verb(s, token.i)
                elif token.pos == "VERB" and token.lemma in causes:
                    self._by_cause(s, token.i)
        for n in self.at:
            self._by_kind(n)
        return dict(self.links)

    # ---- the cues

    def _by_noun(self, s: int, i: int) -> None:
        """ "in retaliation for the raid", "was a response to the raid"."""
        tree = self.context.trees[s]
        token = tree.tokens[i]
        head = tree.head(i)
        if head is None or not ((token.dep == "pobj" and tree.tokens[head].lemma in ("in", "as")) or token.dep == "attr"):
            return
        phrase, told = self._complement(s, i, head)
        if token.dep == "attr":
            answering = [n for c in tree.children(head, "nsubj") for n in self._within(s, tree.subtree(c))]
        else:
            answering = self._governing(s, head, phrase)
        self._join(s, i, answering, phrase, told)

    def _by_verb(self, s: int, i: int) -> None:
        """ "retaliated for the raid by closing the port", "to counter the raid"."""
        tree = self.context.trees[s]
        phrase, told = self._complement(s, i, None)
        for c in tree.children(i, "dobj", "nsubjpass"):
            phrase |= set(tree.subtree(c))
            told = told if told is not None else c
        means = [c for c in tree.children(i) if tree.tokens[c].dep in ("advcl", "xcomp") or (tree.tokens[c].dep in ("prep", "agent") and tree.tokens[c].lemma in ("by", "with"))]
        answering = [n for c in means for n in self._within(s, set(tree.subtree(c)) - phrase, own=True)]
        answering = answering or [n for t, n in self.by_sentence[s] if t == i]
        if not answering and tree.tokens[i].dep in ("xcomp", "advcl", "acl", "relcl"):
            answering = self._governing(s, i, set(tree.subtree(i)))
        self._join(s, i, answering, phrase, told)

    def _by_cause(self, s: int, i: int) -> None:
        """ "the raid prompted Quito to close the port", "a closure triggered by the raid", "…, prompting Quito to appeal"."""
        tree = self.context.trees[s]
        token = tree.tokens[i]
        agents = tree.children(i, "agent") or [c for c in tree.children(i, "prep") if tree.tokens[c].lemma == "by"]
        passive = bool(agents) and (bool(tree.children(i, "nsubjpass")) or token.dep == "acl")
        results = [c for c in tree.children(i) if tree.tokens[c].dep in ("dobj", "xcomp", "ccomp") or (tree.tokens[c].dep == "prep" and tree.tokens[c].lemma in ("to", "into", "with"))]
        if token.lemma == "meet":
            if not tree.children(i, "nsubjpass"):
                return
            passive, results = False, [*results, *agents]
        elif token.lemma in ("lead", "push", "force", "drive", "compel") and not any(tree.tokens[c].dep in ("xcomp", "ccomp", "prep") for c in results):
            return
        if passive:
            phrase = {t for c in agents for t in tree.subtree(c)}
            told = next((o for c in agents for o in tree.children(c, "pobj")), None)
            below = {t for c in tree.children(i, "nsubjpass", "xcomp") for t in tree.subtree(c)}
            answering = self._within(s, below, own=True) or self._governing(s, i, phrase)
            self._join(s, i, answering, phrase, told)
            return
        below = {t for c in results for t in tree.subtree(c)}
        answering = self._within(s, below, own=True)
        subjects = tree.children(i, "nsubj", "nsubjpass")
        if not answering:
            return
        if subjects and tree.tokens[subjects[0]].tag not in ("WDT", "WP"):
            self._join(s, i, answering, set(tree.subtree(subjects[0])), subjects[0])
        elif token.dep in ("relcl", "advcl"):
            for n in self._governing(s, i, set(tree.subtree(i))):
                self._add(answering, n)

    def _by_kind(self, n: int) -> None:
        """What the kind of a report implies: a denial answers a claim, a reaction its object, a threat its condition."""
        report = self.reports[n]
        s, i = self.at[n]
        tree = self.context.trees[s]
        if report.status == "denied":
            before = [k for k in self._before(n) if self._is_denied_by(self.reports[k], report)]
            if before:
                self._add([n], before[-1])
        hostile = report.type.startswith(HOSTILE) and report.status in ("threatened", "expected", "pledged", "hypothetical")
        if hostile or report.type == "threaten.warn":
            for clause in self._conditions(tree, i):
                for k in self._within(s, clause):
                    self._add([n], k)
        if report.type in GROUNDED and report.status in ("done", "ongoing", "pledged", "threatened") and tree.tokens[i].lemma not in response_words("blaming"):
            self._by_ground(n)

    def _by_ground(self, n: int) -> None:
        """ "condemned the raid", "called the decision a mistake", "imposed sanctions on Lima for the raid"."""
        report = self.reports[n]
        s, i = self.at[n]
        tree = self.context.trees[s]
        reacts = report.type in REACTIONS
        grounds = [c for c in tree.children(i, "prep") if tree.tokens[c].lemma in (response_words("grounds") if reacts else ("for", "over"))]
        objects = tree.children(i, "dobj", "nsubjpass") if reacts else []
        if not reacts:
            grounds += [c for o in tree.children(i, "dobj") for c in tree.children(o, "prep") if tree.tokens[c].lemma in ("for", "over")]
        head = tree.head(i)
        if reacts and head is not None and tree.tokens[i].dep in ("attr", "acomp", "oprd", "xcomp", "ccomp", "dobj"):
            objects += tree.children(head, "nsubj" if tree.tokens[head].lemma == "be" else "dobj")
            objects += tree.children(i, "nsubj")
        objects = [o for o in objects if o != i]
        told = next((o for o in (*objects, *(o for c in grounds for o in tree.children(c, "pobj"))) if self._points(tree, o)), None) if reacts else None
        phrase = {t for c in (*objects, *grounds) for t in tree.subtree(c)} - {i}
        if phrase:
            self._join(s, i, [n], phrase, told, needs_word=True)

    # ---- joining

    def _join(self, s: int, i: int, answering: list[int], phrase: set[int], told: int | None, *, needs_word: bool = False) -> None:
        """Links to what the phrase reports, else to what its head noun points back at, else, where nothing is named, to the last act."""
        answering = [n for n in answering if self.at[n][1] not in phrase]
        if not answering:
            return
        inside = [k for k in self._within(s, phrase) if k not in answering]
        if inside:
            for k in inside:
                self._add(answering, k, nested=True)
            return
        if told is None and needs_word:
            return
        for n in answering:
            pointed = self._pointed_at(s, i, n, told)
            if pointed is not None:
                self._add([n], pointed)

    def _add(self, answering: Iterable[int], answered: int, *, nested: bool = False) -> None:
        for n in answering:
            if n == answered or n in self.links.get(answered, ()):
                continue
            one, other = set(self.reports[n].actor), set(self.reports[answered].actor)
            # One does not answer oneself, unless a claim about oneself by somebody else.
            if nested and one and one == other and self.reports[n].type != "reject.refuse":
                continue
            self.links[n].add(answered)

    def _pointed_at(self, s: int, i: int, n: int, told: int | None) -> int | None:
        """The report before that a noun points back at, as seen by report n; None where the noun names something unreported."""
        report = self.reports[n]
        before = [k for k in self._before(n) if self.at[k] < (s, i)]
        acts = [k for k in before if self._is_other_side(self.reports[k], report) and self.reports[k].type not in REACTIONS]
        if told is None:
            return acts[-1] if acts else None
        tree = self.context.trees[s]
        lemma = tree.tokens[told].lemma
        if not self._points(tree, told):
            return None
        fitting: list[int] = []
        if lemma in pointing_nouns("claim"):
            fitting = [k for k in before if self._is_claim_about(self.reports[k], report)]
        elif lemma in pointing_nouns("request"):
            fitting = [k for k in before if self._is_put_to(self.reports[k], report)]
        elif lemma not in pointing_nouns("act"):
            fitting = self._of_kind(s, told, n)
        if not fitting and lemma in pointing_nouns("act"):
            fitting = acts
        return fitting[-1] if fitting else None

    def _of_kind(self, s: int, told: int, n: int) -> list[int]:
        """Reports before, or in the same sentence, of the kind that the noun names, by whom the phrase names where it names somebody."""
        tree, report = self.context.trees[s], self.reports[n]
        types = {frame.type for _, frame in load_frames().nouns.get(tree.tokens[told].lemma, ())}
        named = {name for t in tree.subtree(told) if (m := self.context.actors.get((s, t))) is not None for name in m.ids}
        near = [*self._before(n), *(k for _, k in self.by_sentence[s] if k != n)]
        fitting = []
        for k in near:
            other = self.reports[k]
            parties = {*other.actor, *other.recipient}
            if other.type in types and not set(other.actor) & set(report.actor) and (not named or named & parties or not other.actor):
                fitting.append(k)
        return fitting

    def _is_other_side(self, before: Report, report: Report) -> bool:
        return bool(before.actor) and bool(report.actor) and not set(before.actor) & set(report.actor)

    def _is_claim_about(self, before: Report, report: Report) -> bool:
        """An accusation against who answers, or what somebody else says of them."""
        parties = set(report.actor)
        if before.type in ("accuse.blame", "threaten.warn"):
            return bool(parties & set(before.recipient)) or not before.recipient
        return bool(parties & set(before.actor)) and bool(before.attributed_to) and not parties & {name for link in before.attributed_to for name in link}

    def _is_put_to(self, before: Report, report: Report) -> bool:
        put = before.status in ("demanded", "proposed", "threatened") or before.type in ("request.demand", "threaten.warn", "accuse.blame")
        return put and not (before.actor and before.type in ("request.demand", "threaten.warn") and set(before.actor) == set(report.actor))

    def _is_denied_by(self, before: Report, report: Report) -> bool:
        same = before.type == report.type and bool(set(before.actor) & set(report.actor)) and before.status != "denied"
        return same and before.attributed_to != report.attributed_to

    def _before(self, n: int) -> list[int]:
        """Reports that stand before report n, within reach, in order."""
        s, i = self.at[n]
        return sorted((k for k, at in self.at.items() if at < (s, i) and s - at[0] <= REACH), key=lambda k: self.at[k])

    # ---- where reports stand in a sentence

    def _within(self, s: int, tokens: Iterable[int], *, own: bool = False) -> list[int]:
        """Reports whose trigger is one of the tokens, or (not for `own`) whose restatement lies among them."""
        members = set(tokens)
        found = [n for t, n in self.by_sentence[s] if t in members]
        if members and not own and self.echoes.get(s):
            start, end = self.context.trees[s].span(sorted(members))
            span = self.context.analysis.clean.source_span(start, end)
            found += [n for first, last, n in self.echoes[s] if span.start <= first and last <= span.end]
        return list(dict.fromkeys(found))

    def _governing(self, s: int, i: int, without: set[int]) -> list[int]:
        """Reports of the nearest clause above token i, those of the phrase itself left out; the trigger above wins over others."""
        tree = self.context.trees[s]
        for above in tree.ancestors(i):
            here = [(t, n) for t, n in self.by_sentence[s] if t not in without and (t == above or t in tree.subtree(above))]
            exact = [n for t, n in here if t == above]
            if exact:
                return exact
            if here and tree.tokens[above].pos in ("VERB", "AUX"):
                depth = {n: sum(1 for _ in tree.ancestors(t)) for t, n in here}
                return [n for n in depth if depth[n] == min(depth.values())]
        return []

    def _complement(self, s: int, i: int, preposition: int | None) -> tuple[set[int], int | None]:
        """What an answering word is about: tokens of its "to", "for" … phrases, and the head noun of the first."""
        tree = self.context.trees[s]
        phrases = [c for at in (i, preposition) if at is not None for c in tree.children(at, "prep", "dative")
                   if c > i and tree.tokens[c].lemma in response_words("answered_prepositions")]  # fmt: skip
        if not phrases and i + 1 < len(tree.tokens) and tree.tokens[i + 1].lemma in response_words("answered_prepositions"):
            phrases = [i + 1]
        tokens = {t for c in phrases for t in tree.subtree(c)}
        told = next((o for c in phrases for o in tree.children(c, "pobj", "pcomp")), None)
        return tokens, told

    def _conditions(self, tree: Tree, i: int) -> list[list[int]]:
        """Conditional clauses and phrases on the trigger or the verbs above it."""
        found = []
        for at in (i, *tree.ancestors(i)):
            for c in tree.children(at, "advcl", "prep"):
                words = {tree.tokens[m].lemma for m in (c, *tree.children(c))}
                clause = tree.subtree(c)
                if words & response_words("conditions") and i not in clause:
                    found.append(clause)
        return found

    def _points(self, tree: Tree, i: int) -> bool:
        """Whether a noun phrase is definite, and so can point back."""
        token = tree.tokens[i]
        if token.lemma in ("this", "that", "it"):
            return True
        if token.tag in ("NNS", "NNPS") and not tree.children(i, "det", "nummod"):
            return True
        return any(tree.tokens[c].lemma in DEFINITE for c in tree.children(i, "det", "poss")) or bool(tree.children(i, "poss"))
