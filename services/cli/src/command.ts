import { Command } from "effect/cli";
import { agree } from "./commands/agree.ts";
import { alerts } from "./commands/alerts.ts";
import { analyst } from "./commands/analyst.ts";
import { audit } from "./commands/audit.ts";
import { backtest } from "./commands/backtest.ts";
import { calendar } from "./commands/calendar.ts";
import { cause } from "./commands/cause.ts";
import { client } from "./commands/client.ts";
import { contact } from "./commands/contact.ts";
import { deadLetters } from "./commands/deadLetters.ts";
import { decide } from "./commands/decide.ts";
import { demo } from "./commands/demo.ts";
import { digest } from "./commands/digest.ts";
import { directory } from "./commands/directory.ts";
import { doctor } from "./commands/doctor.ts";
import { exportCommand } from "./commands/export.ts";
import { firm } from "./commands/firm.ts";
import { flag } from "./commands/flag.ts";
import { ingest } from "./commands/ingest.ts";
import { inspect } from "./commands/inspect.ts";
import { link } from "./commands/link.ts";
import { log } from "./commands/log.ts";
import { member } from "./commands/member.ts";
import { migrate } from "./commands/migrate.ts";
import { model } from "./commands/model.ts";
import { month } from "./commands/month.ts";
import { owner } from "./commands/owner.ts";
import { play } from "./commands/play.ts";
import { rebuild } from "./commands/rebuild.ts";
import { reconcile } from "./commands/reconcile.ts";
import { report } from "./commands/report.ts";
import { serve } from "./commands/serve.ts";
import { setting } from "./commands/setting.ts";
import { simulate } from "./commands/simulate.ts";
import { snooze } from "./commands/snooze.ts";
import { sql } from "./commands/sql.ts";
import { token } from "./commands/token.ts";
import { topics } from "./commands/topics.ts";
import { unattributed } from "./commands/unattributed.ts";
import { undo } from "./commands/undo.ts";
import { up } from "./commands/up.ts";
import { user } from "./commands/user.ts";
import { verdict } from "./commands/verdict.ts";
import { waive } from "./commands/waive.ts";
import { whatIf } from "./commands/whatIf.ts";
import { rapport } from "./rapport.ts";

/** All of `rapport`, in the order its help lists it. */
export const command = rapport.pipe(
  Command.withSubcommands([
    demo,
    up,
    serve,
    link,
    user,
    token,
    ingest,
    inspect,
    report,
    whatIf,
    backtest,
    reconcile,
    exportCommand,
    sql,
    analyst,
    client,
    contact,
    owner,
    member,
    calendar,
    firm,
    directory,
    alerts,
    digest,
    agree,
    flag,
    cause,
    verdict,
    decide,
    waive,
    play,
    snooze,
    undo,
    setting,
    model,
    month,
    unattributed,
    deadLetters,
    audit,
    rebuild,
    simulate,
    doctor,
    migrate,
    topics,
    log,
  ]),
);
