import type { SourceError } from "@rapport/connectors/mail/MailItem";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { RapportEvent } from "@rapport/contracts/EventCodec";
import type { LedgerEvent } from "@rapport/contracts/Ledger";
import type { ControlDocument } from "@rapport/domain/economics/reconcile/ControlDocument";
import type { SourceDocument } from "@rapport/domain/economics/reconcile/compareSource";
import { inspectFound } from "@rapport/ingest/inspectFound";
import { version } from "@rapport/runtime/Version";
import { Effect } from "effect";
import { isLedgerEvent } from "./isLedgerEvent.ts";
import { overAll } from "./ingestLedger.ts";
import { ledgerInputs } from "./ledgerInputs.ts";
import type { LedgerOptions } from "./LedgerOptions.ts";

type Figures = Pick<ControlDocument, "kind" | "day" | "currency" | "amount" | "passThroughMinor">;

/** What a document comes to; null for rates and contracts, which have no amount of their own. */
const figuresOf = (event: LedgerEvent): Figures | null => {
  const { data } = event;
  switch (event.type) {
    case "invoice.issued":
    case "credit_note.issued": {
      const { issuedOn: day, currency, netMinor: amount } = event.data;
      const kind = event.type === "invoice.issued" ? "invoice" : "credit_note";
      const passThroughMinor = "passThroughMinor" in data ? data.passThroughMinor : 0;
      return { kind, day, currency, amount, passThroughMinor };
    }
    case "invoice.paid": {
      const { paidOn: day, currency, amountMinor: amount } = event.data;
      return { kind: "payment", day, currency, amount, passThroughMinor: 0 };
    }
    case "expense.logged": {
      const { spentOn: day, currency, amountMinor: amount, passThrough } = event.data;
      return { kind: "expense", day, currency, amount, passThroughMinor: passThrough ? amount : 0 };
    }
    case "overhead.recorded": {
      const { month: day, currency, amountMinor: amount } = event.data;
      return { kind: "overhead", day, currency, amount, passThroughMinor: 0 };
    }
    case "time.logged": {
      const { workedOn: day, durationSeconds: amount } = event.data;
      return { kind: "time", day, currency: "", amount, passThroughMinor: 0 };
    }
    default:
      return null;
  }
};

const nameOf = ({ data }: LedgerEvent): string => {
  if ("number" in data) return data.number;
  return "month" in data && data.category !== null ? data.category : data.document.key;
};

const documentOf = (event: LedgerEvent): SourceDocument | null => {
  const { source, data, id: eventId } = event;
  const figures = figuresOf(event);
  if (figures === null || data.status !== "posted") return null;
  const period = { serviceFrom: null, serviceTo: null };
  return {
    ...("serviceFrom" in data ? { serviceFrom: data.serviceFrom, serviceTo: data.serviceTo } : period),
    ...figures,
    key: `${source.connector}\n${source.account}\n${data.document.key}`,
    eventId,
    name: nameOf(event),
    place: `${source.file} ${source.position}`.trim(),
  };
};

/** What files of the books hold, and what of them could not be read. */
export interface LedgerDocuments {
  /** Posted documents as the files have them last. */
  readonly documents: ReadonlyArray<SourceDocument>;
  readonly unreadable: ReadonlyArray<DeadLetterRaised>;
}

/**
 * Reads files of the books as `ingestLedger` would into an empty log, and gives their posted documents, each in its
 * last version; writes nothing anywhere.
 */
export const ledgerDocuments = (options: LedgerOptions): Effect.Effect<LedgerDocuments, SourceError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const last = new Map<string, { readonly revision: number; readonly document: SourceDocument | null }>();
      const unreadable: Array<DeadLetterRaised> = [];
      const take = (event: RapportEvent): void => {
        if (!isLedgerEvent(event)) return;
        const { key, revision } = event.data.document;
        const name = `${event.source.connector}\n${event.source.account}\n${key}`;
        if ((last.get(name)?.revision ?? -1) <= revision)
          last.set(name, { revision, document: documentOf(event) });
      };
      const all = yield* ledgerInputs(options);
      const { onProgress } = options;
      return yield* inspectFound(
        all.inputs,
        {
          event: take,
          letter: (letter) => unreadable.push(letter),
          result: () => ({
            documents: [...last.values()].flatMap(({ document }) => document ?? []),
            unreadable,
          }),
        },
        {
          codeVersion: version,
          ...(onProgress === undefined ? {} : { onProgress: overAll(onProgress, all, () => 0) }),
        },
      );
    }),
  );
