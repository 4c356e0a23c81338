-- stage: all_activity
-- scope: bucket
-- keep: yes
-- reads: activity, service_lines, provider_lines
-- makes: a row per contract line, month and way of pricing, of all activity of the period
-- column: line text, contract line
-- column: month integer, 12 × year + month − 1
-- column: priced boolean, true for a price per item, false for a share of a block
-- column: activity_rows integer, rows
-- column: quantity integer, in the line's units
-- column: cost_pence integer, pence, of rows with a known cost; empty if there are none
-- column: unpriced_rows integer, rows whose cost is not known
select
    coalesce(provider_lines.line, service_lines.line) as line,
    @month_index(activity.activity_date) as month,
    activity.priced,
    count(*) as activity_rows,
    @total(activity.quantity) as quantity,
    @total(activity.cost_pence) as cost_pence,
    count(*) - count(activity.cost_pence) as unpriced_rows
from activity
join service_lines on service_lines.service = activity.service
left join provider_lines
    on provider_lines.service = activity.service
    and provider_lines.provider = activity.provider
where activity.activity_date >= $period_start and activity.activity_date < $period_end
group by 1, 2, 3
