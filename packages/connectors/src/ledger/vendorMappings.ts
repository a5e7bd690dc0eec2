import type { KnownMapping } from "./LedgerMapping.ts";

/**
 * Harvest: Reports, Detailed time, Export, CSV ("Detailed time and detailed expense reports", Harvest help). No
 * number per entry, so entries are told apart by day, person, project and task, and counted.
 */
const harvest: KnownMapping = {
  name: "harvest",
  columns: ["Date", "Client", "Project", "Task", "Hours", "First Name", "Last Name"],
  datesVary: true,
  mapping: {
    kind: "time",
    connector: "harvest",
    prefixes: { member: "harvest-user:" },
    identity: ["worked_on", "member", "client_name", "project", "project_name", "activity"],
    fields: {
      worked_on: "Date",
      client_name: "Client",
      project: "Project Code",
      project_name: "Project",
      activity: "Task",
      hours: "Hours",
      billable: "Billable?",
      member: { join: ["First Name", "Last Name"] },
      member_email: "Email",
    },
  },
};

/**
 * Toggl Track: Reports, Detailed, Export CSV ("Editing and uploading a CSV file", Toggl help: the import's columns
 * are the export's). Times are those of the exporting user's profile: kept only where the mapping says the zone.
 */
const toggl: KnownMapping = {
  name: "toggl",
  columns: ["User", "Start date", "Start time", "Duration"],
  datesVary: true,
  mapping: {
    kind: "time",
    connector: "toggl",
    prefixes: { member: "toggl-user:" },
    identity: ["member", "member_email", "start"],
    fields: {
      worked_on: "Start date",
      start: { join: ["Start date", "Start time"] },
      end: { join: ["End date", "End time"] },
      hours: "Duration",
      client_name: "Client",
      project_name: "Project",
      activity: "Task",
      billable: "Billable",
      member: "User",
      member_email: "Email",
    },
  },
};

/** Tempo Timesheets: Reports, Logged time, Export data, CSV ("raw data", Tempo help). */
const tempo: KnownMapping = {
  name: "tempo",
  columns: ["Issue Key", "Hours", "Work date"],
  datesVary: true,
  mapping: {
    kind: "time",
    connector: "tempo",
    prefixes: {
      project: "jira-project:{account}/",
      member: "tempo-user:{account}/",
      ticket: "jira:{account}:",
    },
    identity: ["ticket", "worked_on", "member"],
    fields: {
      worked_on: "Work date",
      ticket: "Issue Key",
      hours: "Hours",
      billed_hours: "Billed Hours",
      client: "Account Key",
      client_name: "Account Customer",
      project: "Project Key",
      activity: "Activity Name",
      member: { column: ["Username", "User Account ID", "Full name"] },
    },
  },
};

/**
 * Xero: Business, Invoices, Export: one row per line of an invoice, each with the invoice's own number, dates and
 * totals (`Total` with tax). Credit notes come in the same file.
 */
const xero: KnownMapping = {
  name: "xero",
  columns: ["ContactName", "InvoiceNumber", "InvoiceDate", "Total", "TaxTotal", "Currency"],
  datesVary: true,
  mapping: {
    kind: {
      column: "Type",
      words: {
        "Sales Invoice": "invoice",
        "Sales Credit Note": "credit_note",
        "Credit Note": "credit_note",
        ACCREC: "invoice",
        ACCRECCREDIT: "credit_note",
      },
    },
    connector: "xero",
    numbers: { decimal: ".", thousands: "," },
    fields: {
      invoice: "InvoiceNumber",
      credit_note: "InvoiceNumber",
      client_name: "ContactName",
      email: "EmailAddress",
      issued_on: "InvoiceDate",
      due_on: "DueDate",
      total: "Total",
      tax: "TaxTotal",
      currency: "Currency",
      status: {
        column: "Status",
        words: {
          Draft: "draft",
          Submitted: "draft",
          "Awaiting Approval": "draft",
          "Awaiting Payment": "posted",
          Authorised: "posted",
          Approved: "posted",
          Paid: "posted",
          Voided: "void",
          Deleted: "void",
        },
      },
    },
  },
};

/**
 * QuickBooks Online: Reports, Invoice List or Transaction List by Customer, Export to CSV. A title stands above the
 * header and a total below the rows. It has neither tax nor currency: the currency must be said.
 */
const quickbooks: KnownMapping = {
  name: "quickbooks",
  columns: ["Date", "Transaction type", "Num", "Name", "Amount"],
  datesVary: true,
  mapping: {
    kind: {
      column: "Transaction type",
      words: { Invoice: "invoice", Payment: "payment", "Credit Memo": "credit_note" },
    },
    connector: "quickbooks",
    table: { shortRows: "fill" },
    numbers: { decimal: ".", thousands: "," },
    identity: ["client_name", "issued_on", "total"],
    fields: {
      invoice: "Num",
      credit_note: "Num",
      payment: "Num",
      client_name: "Name",
      issued_on: "Date",
      paid_on: "Date",
      due_on: "Due date",
      total: "Amount",
      amount: "Amount",
    },
  },
};

/** Stripe: Billing, Invoices, Export, all columns. Times are UTC, amounts in major units. */
const stripe: KnownMapping = {
  name: "stripe",
  columns: ["id", "Amount Due", "Currency", "Customer", "Number"],
  datesVary: false,
  mapping: {
    kind: "invoice",
    connector: "stripe",
    numbers: { decimal: ".", thousands: "," },
    dates: { timeZone: "UTC" },
    fields: {
      invoice: "id",
      number: { column: ["Number", "id"] },
      client: "Customer",
      client_name: "Customer Name",
      email: "Customer Email",
      issued_on: { column: ["Finalized At (UTC)", "Date (UTC)", "Created (UTC)"] },
      due_on: "Due Date (UTC)",
      currency: "Currency",
      net: "Total Excluding Tax",
      tax: "Tax",
      total: "Total",
      service_from: "Minimum Line Item Period Start (UTC)",
      service_until: "Maximum Line Item Period End (UTC)",
      settled_on: "Paid At (UTC)",
      paid: "Amount Paid",
      status: {
        column: "Status",
        words: {
          draft: "draft",
          open: "posted",
          paid: "posted",
          uncollectible: "posted",
          void: "void",
          deleted: "void",
        },
      },
    },
  },
};

/** The mappings that ship, in the order in which a header is held against them. */
export const vendorMappings: ReadonlyArray<KnownMapping> = [harvest, toggl, tempo, xero, quickbooks, stripe];
