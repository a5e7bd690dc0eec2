import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../shell/rootRoute.tsx";
import {
  readPortfolioSearch,
  readRenewalsSearch,
  readRetentionSearch,
  readWhatChangedSearch,
} from "./searches.ts";

export const portfolioRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/",
    validateSearch: readPortfolioSearch,
    component: lazyRouteComponent(() => import("./PortfolioPage.tsx"), "PortfolioPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/retention",
    validateSearch: readRetentionSearch,
    component: lazyRouteComponent(() => import("./RetentionPage.tsx"), "RetentionPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/renewals",
    validateSearch: readRenewalsSearch,
    component: lazyRouteComponent(() => import("./RenewalsPage.tsx"), "RenewalsPage"),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/what-changed",
    validateSearch: readWhatChangedSearch,
    component: lazyRouteComponent(() => import("./WhatChangedPage.tsx"), "WhatChangedPage"),
  }),
] as const;
