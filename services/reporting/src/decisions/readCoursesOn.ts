import type { ClientCourse } from "@rapport/domain/risk/ClientWeek";
import { readCourses } from "@rapport/risk/read/readCourses";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { AsOf } from "../AsOf.ts";
import type { Warehouse } from "../read/Warehouse.ts";

/** The weeks of clients that were over by a day, by client; of one that came back those since then. */
export const readCoursesOn = (
  warehouse: Warehouse,
  asOf: AsOf,
): Effect.Effect<ReadonlyMap<string, ClientCourse>, WarehouseError> =>
  Effect.map(
    Effect.provideService(readCourses(asOf.day), WarehouseReader, warehouse),
    (courses) => new Map(courses.map((course) => [course.party, course] as const)),
  );
