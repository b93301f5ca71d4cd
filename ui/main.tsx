/** Opens the page: the doorway, until the console stands here. */
import { render } from "preact";
import { Doorway } from "./Doorway.tsx";

render(<Doorway origin={location.origin} />, document.body);
