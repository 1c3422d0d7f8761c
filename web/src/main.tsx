import { createRoot } from "react-dom/client";
import { App } from "./App";
import { applyTheme, storedTheme } from "./theme";
import "./style/base.css";
import "./style/layout.css";
import "./style/article.css";
import "./style/ledger.css";
import "./style/questions.css";

applyTheme(storedTheme());
const room = document.getElementById("room");
if (room) createRoot(room).render(<App />);
