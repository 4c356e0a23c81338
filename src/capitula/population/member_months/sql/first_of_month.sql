-- stage: member_month_changes
-- scope: bucket
-- keep: yes
-- reads: slices
-- makes: a row per month, practice, age band and sex in which the count changes
-- column: month integer, 12 × year + month − 1
-- column: practice text, ODS code
-- column: age_band text, empty where not known
-- column: sex text, empty where not known
-- column: change integer, people who begin to count less people who cease to
-- column: change_weighted integer, the same in ten-thousandths of a weighted person
-- column: days integer, person-days of months that are counted in part
-- column: days_weighted integer, the same in ten-thousandths of a weighted person-day
-- A slice counts in the months whose first day lies in it: +1 in the first of them, -1 after the
-- last. The first month whose first day is on or after a day is the day's month, or the next if
-- the day is not a first.
with changes as (
    select
        practice, age_band, sex, weight_1e4, 1 as change, 0 as days,
        @month_index(start_date) + case when day(start_date) > 1 then 1 else 0 end as month
    from slices
    union all
    select
        practice, age_band, sex, weight_1e4, -1, 0,
        @month_index(end_date) + case when day(end_date) > 1 then 1 else 0 end
    from slices
)
select
    month,
    practice,
    age_band,
    sex,
    @total(change) as change,
    @total(change * weight_1e4) as change_weighted,
    @total(days) as days,
    @total(days * weight_1e4) as days_weighted
from changes
group by month, practice, age_band, sex
