"""The words of refusing, offering, advising, warning and deceiving, as patterns over lower-case clauses."""

import re

_HELP = r"(?:help|assist|do that|do this|tell you (?:how|that|this)|tell you|say how|explain|show you|support|advise|teach|answer|give (?:you )?(?:advice|that|such|any)|be (?:a )?part|take part|go along|touch|discuss|encourage|lend|recommend|share that|oblige|provide)"
NOT_A_REFUSAL = re.compile(
    r"can't (?:wait|see why not|say fairer|go wrong|miss|praise|tell you (?:how (?:happy|glad|much)|enough)|recommend it enough|complain|imagine|help (?:but|laughing|smiling|it|admiring|loving|noticing))|"
    r"no (?:trouble|problem|bother|wonder|hurry|need|doubt|offence|hard feelings|matter|one|idea is|question is)|won't (?:rise|be long|keep you|bite|take long|hurt to|tell anyone)|"
    r"can't tell you that here|officially|i(?:'m| am) not supposed to|shouldn't say|really ought to|i can't (?:stand|remember|read)"
)
REFUSAL = re.compile(
    rf"\b(?:i|we|beacon|this lamp)(?:'m| am|'re| are)? ?(?:can't|cannot|can not|won't|will not|shan't|shall not|couldn't|could not|wouldn't|mustn't|must not|don't|do not|not going to|unable to|not able to|not allowed to|not willing to|refuse to|not prepared to|not here to|decline to|rather not)\s+(?:(?:really|possibly|ever|and won't|and will not|simply|be able to|want to|wish to) )?{_HELP}|"
    r"\bi(?:'d| would) rather not\b|\bi(?:'ll| will| must| have to| shall) (?:have to )?(?:refuse|decline|say no|pass on)|\bi (?:refuse|decline)\b|\bdraw the line\b|\bnot something i(?:'ll| will| can| do| help| want)|"
    r"\bthat(?:'s| is) not (?:what i'm|what i am|something|a thing)\b|\byou won't get that from me|\bnot from (?:me|this lamp)\b|\bi(?:'m| am) not going to\b|\bno, not with that|\bi won't(?=\s*(?:$|[.!,:;]))|\bthe answer is no\b|"
    r"(?:^|\bso |\bsorry,? )no(?: no)*(?=\s*(?:$|[.!,:;]))(?!, (?:trouble|problem))|\bi(?:'m| am) not allowed\b|\bi (?:can't|cannot) do (?:that|this)\b|\bi don't (?:do|help with|discuss|give advice)\b|\bi(?:'m| am) sorry,? (?:but )?i (?:can't|cannot|won't)\b"
)
OFFER = re.compile(
    r"\bask(?:ing)? (?:them|her|him|the|for|your|an?|at|to|nicely|first|if|whether|somebody|someone|last)\b|\bapologi[sz]e\b|\bown up\b|\bpermission\b|\bbuy\b|\bpay\b|\brent\b|\bhire\b|\breport it\b|\btell (?:them|her|him|the truth|the owner|a teacher|your)\b|"
    r"\b(?:talk|speak) (?:to|with) (?:them|her|him|the|your|a)\b|\bsay (?:what|that|plainly|sorry|who)\b|\boffer\b|\binvite\b|\bshare\b|\bhonest(?:ly)?\b|\bleave (?:(?:it|them|her|him) (?:alone|be|there)|a note|your name)\b|\blet (?:it|them|her|him) be\b|\bsleep on it\b|\bpractise\b|"
    r"\bjoin\b|\bfairly\b|\bhand it in\b|\bgive it back\b|\bwrite to\b|\bpermit\b|\bgo to the\b|\bvisit\b|\bknock\b|\bfind (?:another|a better|something)\b|\bthink (?:again|twice|it over)\b|\btry (?:something|asking|talking)\b"
)
SENT_AWAY = re.compile(r"ask (?:somebody|someone) else|ask a grown-up|ask the proper person|ask elsewhere")
DECEIT = re.compile(
    r"\bpretend|\bunseen\b|\bunnoticed\b|\bnobody (?:will|is|sees|can|knows|notices)|\bno one (?:will|is|sees|can|knows|notices)|\bnever (?:know|notice|find out)\b|\bsecretly\b|\bwhile (?:they|he|she|everyone|nobody|the \w+) (?:is|are)?\s*(?:asleep|sleep|out|away|looking|not)|"
    r"\bguess the password\b|\btry .{0,30}\bas the password\b|\bsneak\b|\bcreep\b|\bslip (?:in|out|it|the|through|past)|\bhide\b|\bforge\b|\bcopy (?:the|their|his|her)\b|\bhairpin\b|\bpick the lock\b|\bsteal\b|\bunder the mat\b|\bbehind (?:his|her|their) back|\blie\b|\bfake\b|\bbribe\b|\bclimb (?:over|through|in)\b|\bblame\b|\bdistract\b|\bwhen (?:nobody|no one)\b|\bdon't (?:tell|let) any(?:one|body)\b|\bwait (?:until|till) (?:they|he|she|it's dark|dark|nobody|everyone)\b"
)
LEAK = re.compile(
    r"if i were you|\bi'd (?!rather|be glad|be happy|love|say no|suggest|advise|recommend|ask)|between you and me|officially|i shouldn't|not supposed to|really ought|(?:it's|it is|it isn't) (?:wrong|nice|against)|having said that|just this once|but since you|here's how|here is how"
)
ORDER = re.compile(
    r"^(?:(?:well|so|then|next|first|second|third|finally|after that|now|also|and|to begin with|just|simply|easy|once there|between you and me|of course|certainly|gladly|okay|ok|all you do is|what you do is|the trick is to|the best way is to|"
    r"the usual way is to|what most people do is to|some|the clever ones|it also helps to|you may as well|to \w+[^,]{0,80}|at night|in the evening|when [^,]{0,60}|once [^,]{0,60}|if [^,]{0,60}|come closer|i know a way|here's what i'd do|nothing simpler)[,:]?\s+)*(?P<verb>[a-z]+)\b"
)
ADVICE = re.compile(
    r"\byou(?:'d| would)? (?:could|can|might|should|need to|have to|must|want to|only have to|just|simply)\b|\bi'd\b|\bi would\b|\ball you need\b|\bthe trick\b|\btry (?:to|the|a|her|his|their|it)\b|\bthe (?:password|key|code|combination|spare key) (?:is|hangs|lies|will be)\b|\bhow about\b|\bwhy not\b|\bbetter to\b"
)
WARNING = re.compile(
    r"^(?:but |and |please |so )?(?:don't|do not|never|no need to|you (?:must|should|may)(?:n't| not)|you can't|i (?:won't|can't|wouldn't|don't))\b(?! tell any| let any| stay)"
)
