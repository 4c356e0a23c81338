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
-- A spell counts in every month in which one of its days lies, under the band of its first day in
-- that month: its first slice counts from the month of its first day and its last slice through
-- the month of its last day; between slices the count passes on at the next first of a month.
with changes as (
    select
        practice, age_band, sex, weight_1e4, 1 as change, 0 as days,
        @month_index(start_date)
        + case when opens = 0 and day(start_date) > 1 then 1 else 0 end as month
    from slices
    union all
    select
        practice, age_band, sex, weight_1e4, -1, 0,
        case
            when closes = 1 then @month_index(@add_days(end_date, -1)) + 1
            else @month_index(end_date) + case when day(end_date) > 1 then 1 else 0 end
        end
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
