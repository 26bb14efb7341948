//! Facts that claims tell differently.

use gainsay::model::annotation::{Annotation, Id, Target};
use gainsay::model::kind::Kind;
use gainsay::model::project::told::{Told, differences};
use gainsay::model::text::ArticleText;

/// The differences of passages: for each its sort and its tellings, with the passages that tell them.
fn found(passages: &[&str]) -> Vec<String> {
    let told: Vec<Told> = passages
        .iter()
        .map(|passage| {
            let text = ArticleText::new(*passage);
            Told::of(&Annotation::new(Id::new("m"), Kind::new("claim"), Target::of(text.whole())), &text)
        })
        .collect();
    let shown = |difference: &gainsay::model::project::told::Difference| {
        let tellings = difference.tellings.iter().map(|telling| {
            let by: Vec<String> = telling.at.iter().map(|(passage, _)| passage.to_string()).collect();
            format!("{} {}", telling.words, by.join(","))
        });
        format!("{}: {}", difference.sort.row().id, tellings.collect::<Vec<_>>().join(" | "))
    };
    differences(&told).iter().map(shown).collect()
}

#[test]
fn numbers_in_words_and_digits_are_compared() {
    let found = found(&[
        "Fourteen of the 56 trams that run in Marrow Bay have cracks in an axle",
        "Forty of the 56 trams in Marrow Bay have cracked axles",
        "It was never more than fourteen trams",
        "14 trams have cracks",
    ]);
    assert_eq!(found, ["numbers: Fourteen 0,2,3 | Forty 1"]);
}

#[test]
fn equal_values_are_no_difference() {
    for (one, other) in [
        ("70,000 people ride it", "seventy thousand people ride it"),
        ("It cost $1.5 million", "It cost 1.5m dollars"),
        ("two hundred and fifty men left", "250 men left"),
        ("half of the trams are out", "50% of the trams are out"),
        ("a dozen axles broke", "12 axles broke"),
        ("40 per cent agreed", "forty percent agreed"),
        ("70.000 Leute fahren mit", "70 000 Leute fahren mit"),
        ("twenty-one axles broke", "21 axles broke"),
        ("half a million left", "500,000 left"),
        ("It happened on 12 January", "It happened in January 2026"),
        ("Mayor Ilse Okafor knew it", "The mayor, Okafor, knew it"),
        ("It was known on Monday", "It was known in March"),
        ("he said no more than ten knew", "he said at most ten knew"),
        ("Fourteen of them broke", "they broke"),
        ("56 trams, of which 14 broke", "14 broke"),
        ("Vierundzwanzig der 56 Bahnen sind nicht sicher", "24 der 56 Bahnen sind nicht sicher"),
        ("zweihundertfünfzig Menschen sind mit der Bahn gefahren", "250 Menschen sind mit der Bahn gefahren"),
        ("Die Hälfte der Bahnen ist alt", "50 Prozent der Bahnen sind alt"),
        ("quatre-vingt-dix-sept des rames sont sûres", "97 des rames sont sûres"),
        ("vingt-deux pour cent des rames ont des fissures", "22 % des rames ont des fissures"),
        ("deux cent mille voyageurs dans la ville", "200 000 voyageurs dans la ville"),
        ("treinta y cinco de los tranvías que circulan", "35 de los tranvías que circulan"),
        ("dos mil quinientos viajeros por la mañana", "2.500 viajeros por la mañana"),
        ("trentadue dei tram che sono in città", "32 dei tram che sono in città"),
        ("duemila passeggeri che sono nella rete", "2000 passeggeri che sono nella rete"),
        ("vinte e um dos bondes que não param", "21 dos bondes que não param"),
        ("tweeëntwintig van de trams zijn niet veilig", "22 van de trams zijn niet veilig"),
        ("le 3 mars dans la ville", "le mardi dans la ville"),
        ("it was seen once in the town", "it was seen in the town by twelve people"),
        ("the two elves of the tale", "2 elves of the tale"),
        ("It lost 30 litres a second", "Er verliert 30 Liter pro Sekunde"),
        ("3 million people live there", "Там живут 3 млн человек"),
        ("30,000 people came", "3万人が来た"),
        ("5 March 2026 in the town", "2026年3月5日，该市"),
        ("40% of them agreed", "согласились 40 процентов из них"),
        ("a wall 30 m high", "a wall 30 metres high"),
        ("It was closed in May", "5月에 문을 닫았다"),
    ] {
        assert_eq!(found(&[one, other]), Vec::<String>::new(), "{one} / {other}");
    }
}

#[test]
fn other_values_are() {
    for (one, other, expected) in [
        ("It cost $1.5 million", "It cost $2m", "numbers: $1.5 million 0 | $2m 1"),
        ("three were hurt", "4 people were hurt", "numbers: three 0 | 4 1"),
        ("a third of them knew", "half of them knew", "numbers: a third 0 | half 1"),
        ("known since January", "known since 3 March", "dates: January 0 | 3 March 1"),
        ("It began on 12 January 2026", "It began on 13 January", "dates: 12 January 2026 0 | 13 January 1"),
        ("It began on Monday", "It began on Tuesday", "dates: Monday 0 | Tuesday 1"),
        ("It opened in 2019", "It opened in 2021", "dates: 2019 0 | 2021 1"),
        ("the tests by Brandis Forge", "the tests by Lene Voss", "names: Brandis Forge 0 | Lene Voss 1"),
        ("the axles are safe", "the axles are not safe", "negations: not denied 0 | not 1"),
        ("they didn't know", "they knew", "negations: didn't 0 | not denied 1"),
        ("at 10:30", "at 11:15", "numbers: 10:30 0 | 11:15 1"),
        ("Vierzehn der 56 Bahnen haben Risse", "Vierzig der 56 Bahnen haben Risse", "numbers: Vierzehn 0 | Vierzig 1"),
        (
            "quatorze des rames ont des fissures",
            "quarante des rames ont des fissures",
            "numbers: quatorze 0 | quarante 1",
        ),
        ("once de los tranvías que son viejos", "doce de los tranvías que son viejos", "numbers: once 0 | doce 1"),
        ("le 3 mars dans la ville", "le 4 mars dans la ville", "dates: 3 mars 0 | 4 mars 1"),
        (
            "The dam has lost 35 litres of water a second since March",
            "Der Damm verliert seit März 30 Liter Wasser pro Sekunde",
            "numbers: 35 0 | 30 1",
        ),
        (
            "It lost 35 litres in 4 hours",
            "Er verliert 30 Liter in 5 Stunden",
            "numbers: 35 0 | 30 1; numbers: 4 0 | 5 1",
        ),
        ("It lost 35 litres a second", "Le barrage perd 30 litres par seconde", "numbers: 35 0 | 30 1"),
        ("It lost 35 litres a second", "La presa pierde 30 litros por segundo", "numbers: 35 0 | 30 1"),
        ("It lost 35 litres a second", "La diga perde 30 litri al secondo", "numbers: 35 0 | 30 1"),
        ("It lost 35 litres a second", "Плотина теряет 30 литров в секунду", "numbers: 35 0 | 30 1"),
        ("It lost 35 litres a second", "大坝每秒流失30升水", "numbers: 35 0 | 30 1"),
        ("It lost 35 litres a second", "댐은 매초 30리터를 잃고 있다", "numbers: 35 0 | 30 1"),
        ("It lost 35 litres a second", "يفقد السد 30 لترا في الثانية", "numbers: 35 0 | 30 1"),
        ("It lost 35 litres a second", "Tama traci 30 litrów na sekundę", "numbers: 35 0 | 30 1"),
        ("a pipe 35km long", "a pipe 30km long", "numbers: 35 0 | 30 1"),
        ("30,000 people came", "4万人が来た", "numbers: 30,000 0 | 4万 1"),
        ("It was closed in May", "6月に閉鎖された", "dates: May 0 | 6月 1"),
        ("cerró el lunes por la tarde", "cerró el martes por la tarde", "dates: lunes 0 | martes 1"),
    ] {
        assert_eq!(found(&[one, other]).join("; "), expected, "{one} / {other}");
    }
}

#[test]
fn each_thing_has_its_own_numbers() {
    let found = found(&["14 trams broke and 3 people fell", "40 trams broke and 5 people fell", "3 people fell"]);
    assert_eq!(found, ["numbers: 14 0 | 40 1", "numbers: 3 0,2 | 5 1"]);
}

#[test]
fn of_several_numbers_of_other_things_none_is_told_differently() {
    assert_eq!(found(&["14 trams broke and 3 people fell", "8 windows were cleaned"]), [""; 0]);
}

#[test]
fn german_nouns_are_no_names() {
    assert!(found(&["Die Bahn hat das Gutachten nicht", "Der Verband hat das Schreiben nicht"]).is_empty());
}
