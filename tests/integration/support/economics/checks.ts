/** Another one each run; RAPPORT_SEED runs one again. */
export const seed = Number(process.env["RAPPORT_SEED"] ?? Math.floor(Date.now() / 1000));

/** How many days, figures or slices are drawn; RAPPORT_ECONOMICS_CHECKS=1000 draws as many. */
export const checks = Number(process.env["RAPPORT_ECONOMICS_CHECKS"] ?? 4);
