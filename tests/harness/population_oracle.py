"""What the stages must give, in plain Python: slow, obvious, one day and one row at a time."""

import hashlib
from collections import defaultdict
from datetime import date, timedelta

FOREVER = date(9999, 12, 31)


def digest(rows):
    """The SHA-256 of rows as text, sorted."""

    def cell(value):
        if value is None:
            return "~"
        return "=" + (str(value).lower() if isinstance(value, bool) else str(value))

    lines = sorted("\t".join(map(cell, row)) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def days(first, last):
    """Every day from the first to the last, both in."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def month(day):
    return 12 * day.year + day.month - 1


def financial_year(day):
    return day.year if day.month >= 4 else day.year - 1


def age_on(day, birth):
    """Completed years; somebody born on 29 February is a year older on 1 March of common years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def band_on(day, birth, bands):
    if birth is None:
        return None
    age = age_on(day, birth)
    return next(b.name for b in bands if b.from_age <= age < (b.to_age or 999))


def in_spell(day, start, end):
    return start <= day and (end is None or day < end)


class Oracle:
    """A place and the terms it is counted by."""

    def __init__(self, place, period, bands):
        self.people = {person: (birth, sex) for person, birth, sex, _ in place["people"]}
        self.spells = place["registrations"]
        self.activity = place.get("activity", [])
        self.participation = place.get("participation")
        self.days = days(period.first, period.last)
        self.bands = bands

    def under_contract(self, practice, day):
        if self.participation is None:
            return True
        return any(
            code == practice and in_spell(day, start, end)
            for code, start, end in self.participation
        )

    def covered_days(self):
        """Every day of every spell under the contract, with its group."""
        for spell, person, practice, start, end in self.spells:
            birth, sex = self.people[person]
            for day in self.days:
                if in_spell(day, start, end) and self.under_contract(practice, day):
                    group = (practice, band_on(day, birth, self.bands), sex)
                    yield spell, person, day, group

    def stays(self):
        """Unbroken runs of covered days of one spell."""
        last = None
        stay = 0
        for spell, person, day, group in self.covered_days():
            if last != (spell, day - timedelta(1)):
                stay += 1
            last = (spell, day)
            yield stay, person, day, group

    def member_months(self, rule, weights=None):
        """Rows of month, practice, band, sex, count and weighted count; None without weights."""
        counts = defaultdict(int)
        if rule == "any-day":
            seen = set()
            for stay, _, day, group in self.stays():
                if (stay, month(day)) not in seen:
                    seen.add((stay, month(day)))
                    counts[month(day), *group] += 1
        for _, _, day, group in self.covered_days():
            if rule == "day-weighted" or (rule == "first-of-month" and day.day == 1):
                counts[month(day), *group] += 1
        return [
            (*key, count, None if weights is None else count * weights[key[2], key[3]])
            for key, count in counts.items()
        ]

    def placed(self):
        """The group of a person on a covered day."""
        return {(person, day): group for _, person, day, group in self.covered_days()}

    def cube(self, line_of):
        """Rows of line, month, practice, band, sex, priced, rows, quantity, cost, unpriced."""
        placed = self.placed()
        cells = defaultdict(list)
        for person, day, service, provider, quantity, cost, priced in self.activity:
            line = line_of(service, provider)
            if line and (person, day) in placed:
                cells[line, month(day), *placed[person, day], priced].append((quantity, cost))
        return [(*key, *added(values)) for key, values in cells.items()]

    def person_costs(self, line_of):
        """For each person and year with a covered day: the cost, and the group of the last day."""
        placed = self.placed()
        last = {}
        for (person, day), group in sorted(placed.items(), key=lambda item: item[0]):
            last[person, financial_year(day)] = group
        costs = dict.fromkeys(last, 0)
        for person, day, service, provider, _, cost, _ in self.activity:
            if line_of(service, provider) and (person, day) in placed:
                costs[person, financial_year(day)] += cost or 0
        return [(year, cost, last[person, year]) for (person, year), cost in costs.items()]

    def thresholds(self, line_of, percent):
        """Rows of year, people, rank and the cost at that rank."""
        by_year = defaultdict(list)
        for year, cost, _ in self.person_costs(line_of):
            by_year[year].append(cost)
        found = []
        for year, costs in by_year.items():
            rank = (percent * len(costs) + 99) // 100
            found.append((year, len(costs), rank, sorted(costs)[rank - 1]))
        return found

    def truncation(self, line_of, percent):
        """Rows of year, practice, band, sex, people above and the pence above."""
        limit = {year: cost for year, _, _, cost in self.thresholds(line_of, percent)}
        above = defaultdict(list)
        for year, cost, group in self.person_costs(line_of):
            if cost > limit[year]:
                above[year, *group].append(cost - limit[year])
        return [(*key, len(values), sum(values)) for key, values in above.items()]


def added(values):
    """Rows, quantity, known cost (None if none is known) and rows without one."""
    known = [cost for _, cost in values if cost is not None]
    quantity = sum(quantity for quantity, _ in values)
    return len(values), quantity, sum(known) if known else None, len(values) - len(known)


def lists_on(place, on, holders):
    """Rows of practice, holder, people and people chosen among several lists."""
    by_person = defaultdict(list)
    for spell, person, practice, start, end in place["registrations"]:
        if in_spell(on, start, end):
            by_person[person].append((start, end or FOREVER, -spell, practice))
    counts = defaultdict(lambda: [0, 0])
    for spells in by_person.values():
        practice = max(spells)[3]
        counts[practice][0] += 1
        counts[practice][1] += len(spells) > 1
    return sorted(
        (practice, holders.get(practice, practice), people, chosen)
        for practice, (people, chosen) in counts.items()
    )


def registered_throughout(place, since, through, holders, gap_days, *, across):
    """People of each practice at the end who were on a list every day, gaps allowed."""
    by_person = defaultdict(list)
    for _, person, practice, start, end in place["registrations"]:
        holder = holders.get(practice, practice)
        by_person[person if across else (person, holder)].append((start, end or FOREVER))
    found = set()
    for key, spells in by_person.items():
        on_list = {d for d in days(since, through) if any(in_spell(d, s, e) for s, e in spells)}
        ends = on_list and min(on_list) == since and max(on_list) == through
        if not ends:
            continue
        gaps, run = [], 0
        for day in days(since, through):
            run = 0 if day in on_list else run + 1
            gaps.append(run)
        if max(gaps) <= gap_days:
            found.add(key if across else key[0])
    return found
