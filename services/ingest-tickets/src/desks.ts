import type { Desk } from "@rapport/connectors/tickets/Desk";
import { freshdeskDesk } from "@rapport/connectors/tickets/freshdesk/freshdeskDesk";
import { githubDesk } from "@rapport/connectors/tickets/github/githubDesk";
import { jiraDesk } from "@rapport/connectors/tickets/jira/jiraDesk";
import { zendeskDesk } from "@rapport/connectors/tickets/zendesk/zendeskDesk";

/** The help desks whose JSON is known, in the order in which they are asked whether a record is theirs. */
export const desks: ReadonlyArray<Desk> = [jiraDesk, githubDesk, freshdeskDesk, zendeskDesk];
