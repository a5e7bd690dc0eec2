import type { ReconciliationAnswer } from "@rapport/contracts/http/economics/Reconciliation";
import type { SourceDocument } from "@rapport/domain/economics/reconcile/compareSource";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type Report, report } from "./commandReports.ts";
import type { ReconcileRequest } from "./economics/readReconcile.ts";
import { reconcileTable } from "./render/economics/reconcile.ts";
import { type FilesCompared, filesCsv, filesTable } from "./render/economics/reconcileFiles.ts";
import { Reports } from "./Reports.ts";

/** The books of a month beside their control totals, and these beside the files they came from. */
export interface ReconciledWithFiles {
  readonly answer: ReconciliationAnswer;
  readonly files: FilesCompared;
}

/**
 * `rapport reconcile PATH…`. JSON is that of `GET /v1/reconcile`, with the comparison as `files`; CSV is the
 * comparison alone.
 */
export const reportReconcileFiles = (
  request: ReconcileRequest,
  documents: ReadonlyArray<SourceDocument>,
  unreadable: FilesCompared["unreadable"],
): Effect.Effect<Report<ReconciledWithFiles>, WarehouseError, Reports> =>
  Effect.gen(function* () {
    const reports = yield* Reports;
    const answer = yield* reports.reconcile(request);
    const compared = yield* reports.reconcileFiles(request, documents);
    return yield* report<ReconciledWithFiles>(
      { answer, files: { ...compared, unreadable } },
      {
        table: (all) => `${reconcileTable(all.answer)}\n\n${filesTable(all.files)}`,
        csv: (all) => filesCsv(all.answer.month, all.files),
      },
      (all) => ({ ...all.answer, files: all.files }),
    );
  });
