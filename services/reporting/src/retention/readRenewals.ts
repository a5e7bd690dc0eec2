import type { RenewalsAnswer } from "@rapport/contracts/http/retention/Renewals";
import { monthEnd } from "@rapport/domain/economics/money/days";
import { monthNumber, monthOf } from "@rapport/domain/retention/invoiceMonths";
import { readMoneyDocuments } from "@rapport/economics/money/readMoneyDocuments";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { inCurrency } from "../economics/inCurrency.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { InvalidCurrency } from "../ReportErrors.ts";
import { invoiceRows } from "./invoiceRows.ts";
import { readRetentionGround } from "./readGround.ts";
import { renewalRows } from "./renewalRows.ts";
import type { RenewalsRequest } from "./RetentionReads.ts";

/** A year ahead. */
const usualDays = 365;

/** The last whole month up to a day. */
const lastWholeMonth = (day: string): string => monthOf(monthNumber(day) - (day === monthEnd(day) ? 0 : 1));

/** What is to be renewed, ends or is to be invoiced next. */
export const readRenewals = (warehouse: Warehouse) =>
  Effect.fn("Reports.renewals")(function* (
    request: RenewalsRequest,
  ): Effect.fn.Return<RenewalsAnswer, WarehouseError | InvalidCurrency> {
    const asOf = yield* resolveAsOf(request.asOf);
    const ground = yield* readRetentionGround(warehouse, asOf);
    const documents = yield* Effect.provideService(readMoneyDocuments, WarehouseReader, warehouse);
    const days = request.days ?? usualDays;
    const invoicesUntil = lastWholeMonth(asOf.day);
    return yield* inCurrency(
      warehouse,
      request.currency,
    )({
      ...ground.risk.head,
      currency: ground.currency,
      converted: null,
      days,
      renewals: [...renewalRows(ground, asOf.day, days)],
      invoices: [...invoiceRows(ground, documents, asOf.day, invoicesUntil)],
      invoicesUntil,
    });
  });
