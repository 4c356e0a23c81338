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
-- A slice counts its days. Whole months are counted by +1 and -1, and turned into days later; the
-- days of a month that is begun late or left early are counted at once.
with bounds as (
    select
        practice, age_band, sex, weight_1e4, start_date, end_date,
        @month_index(start_date) as start_month,
        @month_index(start_date) + case when day(start_date) > 1 then 1 else 0 end as whole_from,
        @month_index(end_date) as end_month
    from slices
),
changes as (
    select practice, age_band, sex, weight_1e4, 1 as change, 0 as days, whole_from as month
    from bounds
    where whole_from < end_month
    union all
    select practice, age_band, sex, weight_1e4, -1, 0, end_month
    from bounds
    where whole_from < end_month
    union all
    select
        practice, age_band, sex, weight_1e4, 0,
        @days_between(
            start_date, @least(end_date, @month_start(start_month + 1))
        ),
        start_month
    from bounds
    where start_month < whole_from
    union all
    select
        practice, age_band, sex, weight_1e4, 0,
        @days_between(@month_start(end_month), end_date), end_month
    from bounds
    where whole_from <= end_month and end_date > @month_start(end_month)
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
