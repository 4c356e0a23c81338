"""Is it worth doing: costs and benefits over the whole horizon, discounted by the Green Book."""
