-- stage: covered_totals
-- scope: bucket
-- reads: activity, placed, service_lines, provider_lines
-- makes: a row per cell of the cube, its group and line still numbers
-- column: cell integer, the group of practice, age band and sex
-- column: line_number integer, number of the contract line
-- column: month integer, 12 × year + month − 1
-- column: priced boolean, true for a price per item, false for a share of a block
-- column: person_id integer, the person; empty, as no costs of people are wanted
-- column: year integer, the calendar year in which the financial year begins; empty, as no costs of people are wanted
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
    cast(null as bigint) as person_id,
    cast(null as bigint) as year,
    count(*) as activity_rows,
    @total(quantity) as quantity,
    @total(cost_pence) as cost_pence,
    count(*) - count(cost_pence) as unpriced_rows
from covered
group by cell, line_number, month, priced
