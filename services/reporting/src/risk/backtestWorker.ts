import { parentPort, workerData } from "node:worker_threads";
import { type BacktestOf, backtestOf } from "./backtestOf.ts";

/** A thread for one backtest: dozens of fits must not keep the server from answering. */
parentPort!.postMessage(backtestOf(workerData as BacktestOf), []);
