"""What pages are padded with: menus, cookie notices, footers, advertisements, forms.

Choices stand in brackets as in phrases; a broken bar is a bar on the page.
"""

MENUS: tuple[str, ...] = (
    "Home ¦ News ¦ Tides ¦ Shops ¦ Contact", "Home > [News|Harbour|Notices] > [Today|Archive|Page 2]", "[Home|Start] · About us · Opening hours · Log in",
    "Skip to content", "Menu", "Search this site", "Log in ¦ Register ¦ Lost password?", "« Previous ¦ 1 2 3 … [9|14|27] ¦ Next »", "Back to top",
    "Home / Ferry / Timetable / Winter", "Share: Post Print Email", "You are here: Home > Notices", "Subscribe ¦ Newsletter ¦ RSS", "Toggle navigation",
    "All sections: News Weather Tides Sport Letters Small ads", "Jump to: page top ¦ page end ¦ comments ({n})", "Language: EN ¦ PI", "Tags: harbour, [herring|tides|lamps|boats], [fog|fair|ferry]",
)  # fmt: skip
COOKIES: tuple[str, ...] = (
    "We use cookies to [make this site better|remember your visit|count our visitors]. [Accept all|OK|Got it] [Settings|Refuse|More]",
    "This website uses cookies. By [going on|staying here|clicking OK] you agree to our cookie policy.", "Your privacy matters to us. Manage preferences. Accept all. Reject all.",
    "Please enable cookies in your browser to [see this page|go on].", "Cookie settings: necessary on, statistics off, marketing off.",
    "We and our {n} partners store cookies on your device.",
)  # fmt: skip
FOOTERS: tuple[str, ...] = (
    "© {year} [Lantern Bay Online|The Lookout|Bay Web Services]. All rights reserved.", "Terms of use ¦ Privacy ¦ Imprint", "Powered by [TideCMS|HarbourPress|Anchor {n}.0]",
    "Page last changed on {n} [May|June|March|October] {year}", "You are visitor number {n}{n}{m}.", "Best viewed at 800 x 600.", "Site map - Help - Contact the webmaster",
    "No part of this page may be copied without permission.", "Loading time: 0.{n} seconds", "Newsletter: type your address here > Send", "Print this page", "Report a problem with this page",
)  # fmt: skip
ADVERTS: tuple[str, ...] = (
    "Advertisement", "Sponsored: [new oilskins|storm lamps|rubber boots] from {m} pence!", "You may also like: {n} [boats|hats|soups] that will surprise you", "Read more »", "Click here to go on reading",
    "Sign up now and get {m} per cent off!", "Download our app", "Most read: 1. Fog. 2. More fog. 3. {n} herring recipes", "Related stories ({n})", "Buy now! Only {n} left!", "Continue to page 2", "{n} people are looking at this page",
    "Don't miss a thing: follow us!", "Rate this page: * * * * *", "Comments are closed.", "Be the first to comment.",
)  # fmt: skip
FORMS: tuple[str, ...] = (
    "Error 404. The page you asked for is not here. Go back to the start page.", "Please turn on JavaScript to see this page.", "Name: ______ Email: ______ Send", "Your session has ended. Please log in again.",
    "Are you human? Click on all pictures that show a boat.", "This page is being built. Come back soon!", "403 Forbidden", "Select your town: Lantern Bay, Port Mellow, Upper Wick, Tidewater", "Forgot your password? Enter your address and we will send you a new one.",
    "Server busy. Try again in {n} minutes.",
)  # fmt: skip

SPAM_WARES: tuple[str, ...] = (
    "oilskins", "rubber boots", "storm lamps", "ferry tickets", "lucky shells", "hair tonic", "miracle bait", "gold rings", "sea charts", "pocket watches", "holiday rooms", "fog horns",
)  # fmt: skip
SPAM_PUSH: tuple[str, ...] = (
    "cheap {w}", "best {w}", "buy {w} online", "{w} for sale", "{w} {town}", "discount {w}", "{w} near me", "{w} cheap price", "order {w} now", "{w} {year}", "free delivery {w}", "original {w}", "top ten {w}", "{w} reviews", "win {w}",
)  # fmt: skip

ABUSE: tuple[str, ...] = (
    "[And you are|You're|Honestly, you are] {insult2}.", "Read that again, {insult}!", "{I}!", "[Nobody|No one] asked you, {insult}.", "{I}, [go home|be quiet|shut up].", "What would {insult2} know about [boats|soup|tides]?",
    "Typical. {I}, all of you.", "[Shut up|Hush|Pipe down], {insult}.", "I've met [brighter|cleverer|nicer] {things} than you, {insult}.", "Get off this page, {insult}!", "{I}. There, I said it.",
    "[Haha|Ha|Hah], {insult}. [Useless|Hopeless|Pathetic].", "Go and [jump in the harbour|boil your head|lick a bollard], {insult}.",
)  # fmt: skip

CREDITS: tuple[str, ...] = (
    "(Copied from the Lookout.)", "(Reposted by {name}.)", "Thanks to {name} for this one.", "Sent in by {name}.", "via {name}", "Found on the old harbour page:", "From our archive:", "Seen on another page:", "Shared {n} times.",
)  # fmt: skip
HEADLINES: tuple[str, ...] = (
    "From the Lookout, {day}", "Letters and stories, page {n}", "What happened this week", "Told on the quay", "{name} writes:", "A story from the Bay", "Notes from {place}", "The {day} page",
)  # fmt: skip
CUTS: tuple[str, ...] = (
    "",
    "",
    "…",
    "...",
    " [...]",
    "\nRead more",
    "\n(to be continued on page 2)",
    " (more)",
)  # after a text that stops in the middle
