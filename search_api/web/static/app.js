// The one entry. Every page works without script; each module looks for what it serves and does nothing elsewhere.

import "./suggest.js"; // before the keys: what the list of suggestions takes is not theirs
import "./keys.js";
import "./copy.js";
import "./box.js";
import "./tree.js";
import "./source.js";
import "./feedback.js";
import "./ask.js";
import "./try.js";

for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
