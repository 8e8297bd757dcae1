// The one entry. Every page works without script; each module looks for what it serves and does nothing elsewhere.

import "./keys.js";
import "./copy.js";
import "./box.js";
import "./tree.js";
import "./source.js";

for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
