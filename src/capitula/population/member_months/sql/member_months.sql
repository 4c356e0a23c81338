-- stage: member_months
-- scope: whole
-- keep: yes
-- reads: member_month_changes
-- makes: a row per month, practice, age band and sex in which somebody counts
-- column: month integer, 12 × year + month − 1
-- column: practice text, ODS code
-- column: age_band text, empty where not known
-- column: sex text, empty where not known
-- column: counted integer, member months; person-days under the day-weighted rule
-- column: counted_weighted integer, the same in ten-thousandths, by need weight; empty without one
with changes as (
    select
        month,
        practice,
        age_band,
        sex,
        @total(change) as change,
        @total(change_weighted) as change_weighted,
        @total(days) as days,
        @total(days_weighted) as days_weighted
    from member_month_changes
    group by month, practice, age_band, sex
),
cells as (
    select months.month, cell.practice, cell.age_band, cell.sex
    from (select distinct practice, age_band, sex from changes) as cell
    cross join @series($first_month, $last_month, month) as months
),
running as (
    select
        cells.month,
        cells.practice,
        cells.age_band,
        cells.sex,
        cast(sum(coalesce(changes.change, 0)) over upto as bigint) as people,
        cast(sum(coalesce(changes.change_weighted, 0)) over upto as bigint) as people_weighted,
        coalesce(changes.days, 0) as days,
        coalesce(changes.days_weighted, 0) as days_weighted
    from cells
    left join changes
        on changes.month = cells.month
        and changes.practice = cells.practice
        and changes.age_band is not distinct from cells.age_band
        and changes.sex is not distinct from cells.sex
    window upto as (
        partition by cells.practice, cells.age_band, cells.sex order by cells.month
        rows between unbounded preceding and current row
    )
),
counts as (
    select
        month,
        practice,
        age_band,
        sex,
        people * case when $count_days = 1 then @month_days(month) else 1 end + days as counted,
        people_weighted * case when $count_days = 1 then @month_days(month) else 1 end
        + days_weighted as counted_weighted
    from running
)
select
    cast(month as bigint) as month,
    practice,
    age_band,
    sex,
    cast(counted as bigint) as counted,
    case when $weighted = 1 then cast(counted_weighted as bigint) end as counted_weighted
from counts
where counted <> 0
