import type { CoverageState } from "@rapport/contracts/http/Coverage";

/** The states as people read them. */
export const stateNames: Readonly<Record<CoverageState, string>> = {
  client: "Clients",
  organisation: "Organisations in conversation, not linked",
  one_way: "Organisations without a conversation",
  free_mail: "People without an organisation (free mail)",
  no_reply_or_role: "No-reply and shared addresses",
  automatic_list: "Automatic: mailing lists",
  automatic_bulk: "Automatic: bulk mail",
  automatic_auto_reply: "Automatic: automatic replies",
  automatic_bounce: "Automatic: bounces",
  automatic_spam: "Automatic: spam",
  internal: "Among ourselves",
  no_address: "Nobody named",
  unreadable: "Unreadable, among the dead letters",
};
