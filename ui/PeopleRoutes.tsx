/** The pages of people, inboxes and settings, each loaded when it is opened. */
import { lazy, Route } from "preact-iso";
import { pageOfEach } from "./page-of-each.ts";

const InboxesPage = lazy(async () => (await import("./inbox/InboxesPage.tsx")).InboxesPage);
const InboxPage = pageOfEach(
  "id",
  lazy(async () => (await import("./inbox/InboxPage.tsx")).InboxPage),
);
const PeoplePage = lazy(async () => (await import("./people/PeoplePage.tsx")).PeoplePage);
const AccountPage = lazy(async () => (await import("./account/AccountPage.tsx")).AccountPage);
const SettingsPage = lazy(async () => (await import("./settings/SettingsPage.tsx")).SettingsPage);

/** Their routes. */
export const PEOPLE_ROUTES = [
  <Route key="/inbox" path="/inbox" component={InboxesPage} />,
  <Route key="/inbox/:id" path="/inbox/:id" component={InboxPage} />,
  <Route key="/people" path="/people" component={PeoplePage} />,
  <Route key="/account" path="/account" component={AccountPage} />,
  <Route key="/settings" path="/settings" component={SettingsPage} />,
];
