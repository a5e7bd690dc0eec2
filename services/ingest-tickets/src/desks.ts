import type { Desk } from "@rapport/connectors/tickets/Desk";
import { zendeskDesk } from "@rapport/connectors/tickets/zendesk/zendeskDesk";

/** The help desks whose JSON is known, in the order in which they are asked whether a record is theirs. */
export const desks: ReadonlyArray<Desk> = [zendeskDesk];
