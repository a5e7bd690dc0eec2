import type { SourceKind } from "@rapport/contracts/http/live/staleness";

/** What proposals, scores and what is left of revenue rest on. */
export const onAll: ReadonlyArray<SourceKind> = ["mail", "tickets", "meetings", "books"];
/** What waits for us rests on. */
export const onQuestions: ReadonlyArray<SourceKind> = ["mail", "tickets"];
/** Who is in touch with whom rests on. */
export const onPeople: ReadonlyArray<SourceKind> = ["mail"];
export const onMeetings: ReadonlyArray<SourceKind> = ["meetings"];
/** What contracts, fees and bills rest on. */
export const onBooks: ReadonlyArray<SourceKind> = ["books"];
