//! Units of measure and short words that multiply, in the languages of many articles: "litres", "Liter", "литров" and "l"
//! count the same thing.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The units: the name by which they are compared, and the words for it in lower case, as they are after a number.
const UNITS: &[(&str, &str)] = &[
    (
        "litre",
        "litre litres liter liters l litro litros litri litr litry litrów litra litrů litrov литр литра литров л літр літри літрів لتر לیٹر ליטר לטר लीटर \
         λίτρο λίτρα litraa litre lít 升 公升 リットル 리터",
    ),
    (
        "metre",
        "metre metres meter meters m metro metros metri mètre mètres metr metry metrów metrů metra метр метра метров метри метрів \
         متر מטר मीटर μέτρο μέτρα metriä méter mét 米 公尺 メートル 미터",
    ),
    (
        "millimetre",
        "millimetre millimetres millimeter millimeters mm millimètre millimètres milímetro milímetros millimetri milimetr \
         milimetry milimetrów milimetrů миллиметр миллиметра миллиметров мм مليمتر מילימטר 毫米 ミリ ミリメートル 밀리미터",
    ),
    (
        "centimetre",
        "centimetre centimetres centimeter centimeters cm zentimeter centimètre centimètres centímetro centímetros centimetri \
         centymetr centymetry centymetrów centimetrů сантиметр сантиметра сантиметров см سنتيمتر ס\"מ 厘米 公分 センチ 센티미터",
    ),
    (
        "kilometre",
        "kilometre kilometres kilometer kilometers km kilomètre kilomètres kilómetro kilómetros quilómetro quilómetros \
         quilômetro quilômetros chilometri kilometr kilometry kilometrów kilometrů километр километра километров км кілометрів \
         كيلومتر قیلومتر קילומטר ק\"מ किलोमीटर χιλιόμετρα kilometriä kilométer 公里 千米 キロメートル 킬로미터",
    ),
    (
        "kilogram",
        "kilogram kilograms kilogramme kilogrammes kilo kilos kg kilogramm kilogrammes kilogramo kilogramos quilo quilos \
         chilo chilogrammi kilogramów kilogramy kilogramů килограмм килограмма килограммов кг кілограмів كيلوغرام ק\"ג 公斤 \
         千克 キログラム 킬로그램",
    ),
    (
        "tonne",
        "tonne tonnes ton tons tonnen t tonelada toneladas tonnellate tony ton tuny tun тонна тонны тонн т طن טון टन τόνοι \
         τόνους tonnia tonna tấn 吨 噸 トン 톤",
    ),
    (
        "hectare",
        "hectare hectares ha hektar hektare hectárea hectáreas hectares ettari hektarów hektarů гектар гектара гектаров га هكتار \
         公顷 ヘクタール 헥타르",
    ),
    (
        "second",
        "second seconds sekunde sekunden seconde secondes segundo segundos secondi sekund sekundy секунда секунды секунд ثانية \
         ثوان שניות 秒 초",
    ),
    (
        "minute",
        "minute minutes minuten minuto minutos minuti minut minuty минута минуты минут хвилин دقيقة دقائق דקות 分钟 分鐘 分間 분",
    ),
    (
        "hour",
        "hour hours h hrs stunde stunden std heure heures hora horas ore uur uren godzin godziny hodin hodiny час часа часов годин \
         saat timmar timer ساعة ساعات שעות 小时 小時 時間 시간",
    ),
    (
        "day",
        "day days tag tage tagen jour jours día días giorni giorno dia dias dag dagen dagar dage dni dní день дня дней днів gün \
         يوم أيام ימים दिन ημέρες päivää nap ngày 天 日間 일간",
    ),
    (
        "week",
        "week weeks woche wochen semaine semaines semana semanas settimane settimana weken veckor uger uker tygodni tygodnie týdnů \
         неделя недели недель тижнів hafta أسبوع أسابيع שבועות 周 週 週間 주",
    ),
    (
        "month",
        "month months monat monate monaten mois mes meses mesi mese mês maand maanden månader måneder miesięcy miesiące měsíců \
         месяц месяца месяцев місяців ay شهر أشهر חודשים 个月 個月 か月 ヶ月 개월",
    ),
    (
        "year",
        "year years jahr jahre jahren ans année années año años anni anno ano anos jaar jaren år lat lata let год года лет \
         років yıl سنة سنوات عام שנים साल έτη vuotta év năm 年間 년간",
    ),
    (
        "person",
        "person persons people person personen menschen leute einwohner personne personnes gens habitants persona personas \
         persone pessoa pessoas mensen osób osoby lidí человек человека людей чоловік осіб kişi personer människor شخص أشخاص \
         אנשים लोग άτομα ihmistä người 人 名 명",
    ),
];

/// Words that multiply a number in digits before them: "5m", "3 тыс", "3万".
const SCALES: &[(&str, f64)] = &[
    (
        "k tsd тыс тысяч тысячи тысяча тисяч tys tysięcy tysiące tisíc tusen tusind mii ezer tuhatta ribu nghìn ألف آلاف אלף \
      हज़ार हजार هزار 千 천",
        1e3,
    ),
    ("万 萬 만", 1e4),
    ("लाख", 1e5),
    (
        "m mn mln mio млн миллион миллиона миллионов мільйонів milion miliony milionów milionů miljoner miljoonaa millioner milyon \
      milioane millió juta triệu مليون ملايين میلیون מיליון 백만",
        1e6,
    ),
    ("करोड़", 1e7),
    ("億 亿 억", 1e8),
    (
        "bn mrd md млрд миллиард миллиарда миллиардов мільярдів miliard miliardy miliardów miliard miljarder milliarder miljardia \
      milyar miliarde milliárd miliar tỷ مليار میلیارد מיליארד",
        1e9,
    ),
    ("tn 兆 조", 1e12),
];

/// The unit that a word in lower case names.
pub(super) fn unit(word: &str) -> Option<&'static str> {
    static WORDS: LazyLock<HashMap<&str, &'static str>> = LazyLock::new(|| {
        let of = |(name, words): &(&'static str, &'static str)| {
            let name = *name;
            words.split_whitespace().map(move |word| (word, name)).collect::<Vec<_>>()
        };
        UNITS.iter().flat_map(of).collect()
    });
    WORDS.get(word).copied()
}

/// The number that a word in lower case multiplies one in digits by.
pub(super) fn scale(word: &str) -> Option<f64> {
    static WORDS: LazyLock<HashMap<&str, f64>> = LazyLock::new(|| {
        let of = |(words, by): &(&'static str, f64)| {
            let by = *by;
            words.split_whitespace().map(move |word| (word, by)).collect::<Vec<_>>()
        };
        SCALES.iter().flat_map(of).collect()
    });
    WORDS.get(word).copied()
}

/// The length of a word that multiplies at the start of a run of letters that no spaces part: "3万人".
pub(super) fn scale_length(run: &str) -> Option<usize> {
    let first = run.chars().next()?.len_utf8();
    scale(&run[..first]).map(|_| first)
}
