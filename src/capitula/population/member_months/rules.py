"""The three rules by which a person counts in a month; a contract names one."""

from __future__ import annotations

from enum import StrEnum

from capitula.contract.population import CountRule
from capitula.ground.faults import ValueFault


class MemberMonthRule(StrEnum):
    """How a month is counted. On one synthetic place the first gave 0.9% more than the second."""

    ANY_DAY = "any-day"
    FIRST_OF_MONTH = "first-of-month"
    DAY_WEIGHTED = "day-weighted"

    @property
    def words(self) -> str:
        """The rule for reading."""
        return _WORDS[self]

    @property
    def stage(self) -> str:
        """The stage that counts by it."""
        return self.replace("-", "_")

    @property
    def counts_days(self) -> bool:
        """Whether the count is of person-days, to be divided by the days of the month."""
        return self is MemberMonthRule.DAY_WEIGHTED

    @classmethod
    def of_contract(cls, rule: CountRule) -> MemberMonthRule:
        """Return the rule that a contract's word for counting names.

        Raises:
            ValueFault: the contract counts lists on a day or by quarters, which are no months.
        """
        found = {
            CountRule.ANY_DAY_OF_MONTH: cls.ANY_DAY,
            CountRule.FIRST_OF_MONTH: cls.FIRST_OF_MONTH,
            CountRule.DAYS_COVERED: cls.DAY_WEIGHTED,
        }.get(rule)
        if found is None:
            raise ValueFault(
                rule.words,
                f"{CountRule.ANY_DAY_OF_MONTH}, {CountRule.FIRST_OF_MONTH} or "
                f"{CountRule.DAYS_COVERED}",
                "name the rule by which the contract counts months",
            )
        return found


_WORDS = {
    MemberMonthRule.ANY_DAY: "registered on any day of the month; a mover counts for each spell",
    MemberMonthRule.FIRST_OF_MONTH: "registered on the first day of the month",
    MemberMonthRule.DAY_WEIGHTED: "by the days registered, divided by the days of the month",
}
