import { readFileSync, writeFileSync } from "node:fs";
import { withViews } from "./viewsMarkdown.ts";

// Writes the views into docs/metrics.md: node packages/contracts/src/views/writeViews.ts
const page = new URL("../../../../docs/metrics.md", import.meta.url);
writeFileSync(page, withViews(readFileSync(page, "utf8")));
