//! Word lists for recognising speakers.

/// Words separated by spaces.
pub(super) struct Words(pub(super) &'static str);

impl Words {
    /// True if `word` is one of them.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.0.split_ascii_whitespace().any(|one| one == word)
    }
}

/// Small words inside a name: "Bank of England", "Ursula von der Leyen".
pub(super) const INSIDE_NAMES: Words =
    Words("al bin da das de del della den der di dos du el ibn la le of ten ter van von y zu");

/// Words that begin sentences with a capital and are no names.
pub(super) const NO_NAMES: Words = Words(
    "A About According After Again All Also Although An And Another Any As At Because Before Both But By Despite \
     During Each Earlier Early Even Every First For Four Friday From He Her Here His How However I If In Instead Is \
     It Its Just Last Late Later Like Many Meanwhile Monday More Most My New Next No Nobody None Nor Not Nothing Now \
     Of Officials On Once One Only Or Other Others Our Over Perhaps Saturday Several She Since So Some Sources Still \
     Such Sunday That The Their Then There These They This Those Though Three Through Thursday Thus To Today Tomorrow \
     Tuesday Two Under Unless Until We Wednesday What When Where Whether Which While Who Why With Within Without Yes \
     Yesterday Yet You Your",
);

/// Abbreviated titles, with a full stop.
pub(super) const TITLES: Words =
    Words("Adm Capt Col Cpl Dr Fr Gen Gov Hon Lt Maj Mr Mrs Ms Mx Pres Prof Rep Rev Sen Sgt Sr St");

/// The last words of offices that precede a name.
pub(super) const OFFICES: Words = Words(
    "Admiral Ambassador Attorney Captain Chair Chairman Chairwoman Chancellor Chief Commissioner Congressman \
     Congresswoman Constable Director Editor General Governor Inspector Judge Justice Leader MP Mayor Minister \
     Officer President Professor Representative Secretary Senator Sheriff Speaker Spokesman Spokesperson Spokeswoman \
     Superintendent",
);

/// Heads of a phrase that, after a name, denote a body: "the US government".
pub(super) const BODIES: Words = Words(
    "administration agency airline army association authorities authority bank board bureau campaign centre center \
     charity church club commission committee company congress council court delegation department embassy firm force \
     foundation government group hospital institute judiciary legislature magazine military ministry mission navy \
     newspaper office parliament party police senate team union university website",
);

/// Nouns before the name of a company or a paper: "the retailer Fine Foods".
pub(super) const COMPANIES: Words = Words(
    "brand broadcaster brewery business carmaker carrier chain channel company developer giant grocer insurer maker \
     manufacturer multinational network paper platform producer publisher retailer site startup store studio \
     subsidiary supermarket supplier vendor website",
);

/// Last words of names that are not persons.
pub(super) const NO_PERSONS: Words = Words(
    "Agency Airlines Army Association Authority Bank Board Bureau Center Centre Church City Club Commission Committee Company \
     Congress Corp Corporation Council Court Department Federation Foundation Group Guard Holdings House Inc Institute Journal Kingdom \
     Kremlin Lab Labs Laboratory Lines Ltd Ministry Nations News Office Organization Organisation Parliament Party Police Post Republic \
     School Senate Service Society States Street Times Treasury Trust Union University",
);

/// People without names, who may begin a sentence.
pub(super) const PEOPLE: Words = Words(
    "activists aides analysts authorities campaigners colleagues critics defenders diplomats doctors economists \
     employees engineers experts families farmers friends historians insiders investigators investors journalists \
     lawmakers lawyers leaders locals managers members ministers neighbours neighbors observers officers officials \
     opponents organisers organizers parents people police politicians proponents prosecutors protesters regulators \
     relatives reporters representatives researchers residents reports scholars scientists sources specialists \
     students studies supporters surveys polls teachers traders unions victims villagers voters witnesses workers",
);

/// Words before a noun that are not part of its name.
pub(super) const DETERMINERS: Words = Words(
    "a an another any both each every her his its many most my no one other our several some that the their these \
     this those three two your",
);

/// Pronouns that can be a subject.
pub(super) const PRONOUNS: Words =
    Words("anybody anyone everybody everyone he i it nobody she somebody someone there they we you");

/// Relative pronouns.
pub(super) const RELATIVES: Words = Words("that which who whom whose");

/// Prepositions.
pub(super) const PREPOSITIONS: Words = Words(
    "about above across after against ahead along among around as at before behind below beside besides between \
     beyond by despite during for from in inside into like near of off on onto out outside over past per since \
     through throughout to toward towards under until upon via with within without",
);

/// Words that begin a separate clause.
pub(super) const CONJUNCTIONS: Words = Words(
    "although and because but however if meanwhile nor or so than that though unless when whereas where whether while \
     yet",
);

/// Words between a subject and its verb.
pub(super) const BETWEEN: Words = Words(
    "again all also already always both can could did do does earlier even ever further had has have himself herself \
     itself just later may might must now often once previously recently shall should since soon still then \
     themselves thus today too tomorrow tonight will would yesterday",
);

/// Modal verbs, after which a base form is a verb.
pub(super) const MODALS: Words = Words("can could did do does may might must shall should will would");

/// Forms of "be", which form a passive.
pub(super) const BE: Words = Words("am are be been being is was were wasn't weren't isn't");

/// Days and times between a subject and its verb, or at the start of a sentence.
pub(super) const TIMES: Words = Words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september \
     october november december week month year morning afternoon evening night ago",
);

/// Auxiliaries, and verbs that are no verbs of saying and do not end in "-ed": a subject ends before them.
pub(super) const VERBS: Words = Words(
    "am are be became began bought broke brought built came can caught chose could cut did do does drew drove fell \
     fought gave gets goes got grew had has have held hit is kept knew led left let lost made makes may met might \
     must paid put ran rose sat saw sent set should shot sold spent stood struck takes took wants was went were will \
     won would",
);

/// Negations: "did not say" attributes nothing.
pub(super) const NEGATIONS: Words = Words(
    "not never didn't doesn't don't hasn't hadn't haven't won't wouldn't couldn't can't didn’t doesn’t don’t hasn’t",
);
