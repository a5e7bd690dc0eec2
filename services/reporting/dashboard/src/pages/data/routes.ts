import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../shell/rootRoute.tsx";
import { readAccessSearch } from "./access/readAccessSearch.ts";
import { readLettersSearch, readSettingsSearch } from "./search.ts";

export const dataRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/data/sources",
    component: lazyRouteComponent(() => import("./SourcesPage.tsx"), "SourcesPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/data/dead-letters",
    validateSearch: readLettersSearch,
    component: lazyRouteComponent(() => import("./DeadLettersPage.tsx"), "DeadLettersPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/data/audit",
    component: lazyRouteComponent(() => import("./AuditPage.tsx"), "AuditPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/data/settings",
    validateSearch: readSettingsSearch,
    component: lazyRouteComponent(() => import("./SettingsPage.tsx"), "SettingsPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/data/access",
    validateSearch: readAccessSearch,
    component: lazyRouteComponent(() => import("./AccessPage.tsx"), "AccessPage"),
  }),
] as const;
