import type { SourceKind } from "@rapport/contracts/http/live/staleness";

/** What contracts, fees and their dates rest on. */
export const onBooks: ReadonlyArray<SourceKind> = ["books"];
/** What risk, effort and what is left of revenue rest on. */
export const onAll: ReadonlyArray<SourceKind> = ["mail", "tickets", "meetings", "books"];
