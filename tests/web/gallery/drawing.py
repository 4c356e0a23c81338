"""A small chart drawn by hand, with the habits of a generated one: fixed size, styles, ids."""

_PLANS = [("July 2016", 0), ("January 2018", 12), ("January 2019", 24), ("July 2020", 36)]


def _row(number: int, plan: str, slip: int) -> str:
    y = 40 + number * 46
    x = 190 + slip * 11
    return (
        f'<line x1="190" y1="{y}" x2="{x}" y2="{y}" style="stroke:#0e5163;stroke-width:3"/>'
        f'<circle cx="{x}" cy="{y}" r="7" fill="#0e5163" stroke="#1b2427" stroke-width="1.5"/>'
        f'<text x="0" y="{y + 5}" font-size="15" fill="#1b2427">{plan}</text>'
        f'<text x="{x + 14}" y="{y + 5}" font-size="15" font-weight="bold" fill="#1b2427">'
        f"April {2018 + slip // 12}</text>"
    )


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="232" class="marks">'
    '<defs><clipPath id="clip"><rect width="700" height="232"/></clipPath></defs>'
    '<g clip-path="url(#clip)">'
    '<line x1="190" y1="15" x2="190" y2="205" stroke="#7d857f" stroke-width="1"/>'
    + "".join(_row(number, plan, slip) for number, (plan, slip) in enumerate(_PLANS))
    + '<text x="190" y="222" font-size="14" fill="#4b575a" text-anchor="middle">first plan</text>'
    "</g></svg>"
)
