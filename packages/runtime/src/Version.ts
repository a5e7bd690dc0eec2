import packageJson from "../package.json" with { type: "json" };

/** The version of Rapport, as logs, `--version` and dead letters name it. */
export const version: string = packageJson.version;
