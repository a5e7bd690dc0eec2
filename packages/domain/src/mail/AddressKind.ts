import type { AddressKind } from "@rapport/contracts/EmailMessage";

const noReply =
  /^(?:no|not|non|ne|ne[-_.]?pas|donot|do-not|do_not|dont|nicht|kein|pas)[-_.]?(?:reply|respond|antwort(?:en)?|repondre|responder)(?:[-_.+]?(?:to|bitte|pas|please|mail|email))?[-_.+\d]*$/;
const nobody =
  /^(?:mailer-?daemon|postmaster|bounces?|bouncing|return|returns|notifications?|notify|alerts?|auto|automailer|automated|autoreply|daemon|root|nobody|null|devnull|listserv|majordomo|mailman|cron|system|robot|bot)$/;
const noReplyAnywhere =
  /(?:^|[-_.+])(?:no|not|non|ne|donot|dont)[-_.]?(?:reply|respond|repondre)|(?:^|[-_.+])(?:bounces?|owner|unsubscribe|mailer-daemon)(?:$|[-_.+=])|-(?:bounces?|request|admin|owner|errors?)$/;
const shared =
  /^(?:abuse|accounting|accounts?(?:payable|receivable)?|admin(?:istrator|istration)?|ap|ar|billing|bookings?|bookkeeping|buchhaltung|career|careers|compta(?:bilite)?|contact|contacto|customer-?(?:care|service|support)|einkauf|empfang|enquir(?:y|ies)|events?|facturacion|facturation|feedback|finance|front-?desk|hello|help(?:[-_.]?desk)?|hi|hola|hostmaster|hr|info|information|inquir(?:y|ies)|invoices?|it|jobs?|kontakt|kundenservice|legal|mail|mailbox|marketing|media|news|newsletter|noc|office|operations|ops|order(?:s|ing)?|payments?|payroll|post|pr|press|presse|privacy|procurement|purchasing|rechnung(?:en)?|reception|recruit(?:ing|ment)|reservations?|sales|secretary|security|sekretariat|service|services|shop|soporte|staff|store|subscriptions?|support|team|tech|tickets?|vente|ventas|verkauf|vertrieb|web|webmaster|welcome|zentrale)$/;

/**
 * What an address stands for, by its local part alone: `no_reply` when nobody reads it (no-reply forms in
 * five languages, bounce and list machinery, notifiers), `role` when several people share it (RFC 2142 names
 * and common offices), else `person`. Sub-addresses (`support+42@`) count as their base.
 */
export const addressKind = (address: string): AddressKind => {
  const local = address.slice(0, address.lastIndexOf("@")).toLowerCase();
  const base = local.replace(/\+.*$/u, "");
  if (noReply.test(base) || nobody.test(base) || noReplyAnywhere.test(local)) return "no_reply";
  return shared.test(base.replace(/[-_.]?\d+$/, "")) ? "role" : "person";
};
