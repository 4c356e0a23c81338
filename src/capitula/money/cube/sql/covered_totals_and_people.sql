-- stage: covered_totals
-- scope: bucket
-- reads: activity, placed, service_lines, provider_lines
-- makes: the rows added up twice in one reading: by cell of the cube, and by person and year
-- column: cell integer, the group of practice, age band and sex; empty in a row of a person
-- column: line_number integer, number of the contract line; empty in a row of a person
-- column: month integer, 12 × year + month − 1; empty in a row of a person
-- column: priced boolean, true for a price per item, false for a share of a block; empty in a row of a person
-- column: person_id integer, the person; empty in a row of a cell
-- column: year integer, the calendar year in which the financial year begins; empty in a row of a cell
-- column: activity_rows integer, rows
-- column: quantity integer, in the line's units
-- column: cost_pence integer, pence, of rows with a known cost; empty if there are none
-- column: unpriced_rows integer, rows whose cost is not known
-- A person has one list on a day: overlaps were refused before this join, which would multiply them.
with covered as (
    select
        placed.cell,
        coalesce(provider_lines.line_number, service_lines.line_number) as line_number,
        @month_index(activity.activity_date) as month,
        activity.priced,
        activity.person_id,
        year(activity.activity_date)
        - case when month(activity.activity_date) < 4 then 1 else 0 end as year,
        activity.quantity,
        activity.cost_pence
    from activity
    join placed
        on placed.person_id = activity.person_id
        and activity.activity_date >= placed.start_date
        and activity.activity_date < placed.end_date
    join service_lines on service_lines.service = activity.service
    left join provider_lines
        on provider_lines.service = activity.service
        and provider_lines.provider = activity.provider
)
select
    cell,
    line_number,
    month,
    priced,
    person_id,
    year,
    count(*) as activity_rows,
    @total(quantity) as quantity,
    @total(cost_pence) as cost_pence,
    count(*) - count(cost_pence) as unpriced_rows
from covered
group by grouping sets ((cell, line_number, month, priced), (person_id, year))
