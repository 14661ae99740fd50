#!/bin/sh
# Draws the pictures of docs/geometry.md: one sentence for each expression of a place with extent.
# `make geometry` runs it; the pictures are looked at, and kept in git. GEOMETRY=<folder> writes elsewhere.
set -eu
program="${OUT:-out}/kharita"
folder="${GEOMETRY:-docs/geometry}"
mkdir -p "$folder"

draw() { # draw <picture> <title> <sentence> [<size>]: large areas are drawn small, since relief is heavy
    printf '%s\n' "$3" |
        "$program" map --quiet --input-format txt --date 2023-05-20 --lang en --size "${4:-480x360}" \
            --title "$2" --subtitle '' --credit '' -o "$folder/$1.png" -
}

draw near 'Around Al-Mayadin' 'قتل عنصران بهجوم مسلح في محيط مدينة الميادين.'
draw offset-ring '10 km from Al-Sukhnah' 'قتل عنصران بهجوم مسلح على بعد 10 كم من مدينة السخنة.'
draw offset-bearing '20 km north-east of Palmyra' 'قتل عنصران بهجوم مسلح على بعد عشرين كيلومتراً شمال شرق مدينة تدمر.'
draw offset-behind '30 km south of Deir ez-Zor' 'قتل عنصران بهجوم مسلح جنوبي مدينة دير الزور بثلاثين كيلومتراً.'
draw offset-road '20 km from Palmyra, on the road to Al-Sukhnah' \
    'قتل عنصران بهجوم مسلح على بعد 20 كم من مدينة تدمر على الطريق الواصل بين مدينتي تدمر والسخنة.'
draw sector 'East of Al-Sukhnah' 'قتل عنصران بهجوم مسلح شرقي مدينة السخنة.'
draw between 'Between Jabal al-Bishri and Al-Tanf' 'قتل عنصران بهجوم مسلح بين جبل البشري وقاعدة التنف.' 340x260
draw road 'The road between Palmyra and Al-Sukhnah' \
    'قتل عنصران بهجوم مسلح على الطريق الواصل بين مدينتي السخنة وتدمر.'
draw from-to 'On the way from Al-Mayadin to Abu Kamal' \
    'انفجر لغم بسيارة عسكرية أثناء توجهها من مدينة الميادين إلى مدينة البوكمال.'
for wind in 'north الشمالي' 'north-east الشمالي_الشرقي' 'east الشرقي' 'south-east الجنوبي_الشرقي' \
    'south الجنوبي' 'south-west الجنوبي_الغربي' 'west الغربي' 'north-west الشمالي_الغربي'; do
    draw "countryside-${wind%% *}" "Manbij countryside: ${wind%% *}" \
        "قتل عنصران بهجوم مسلح في ريف منبج $(printf %s "${wind#* }" | tr _ ' ')."
done
draw countryside-convention 'Eastern countryside of Deir ez-Zor' \
    'قتل عنصران بهجوم مسلح في ريف دير الزور الشرقي.'
draw badia 'Badia of Arak' 'قتل عنصران بهجوم مسلح في بادية بلدة آراك.'
draw badia-convention 'Badia of Al-Mayadin' 'قتل عنصران بهجوم مسلح في بادية مدينة الميادين.'
draw badia-by-town 'The Badia near Al-Sukhnah' 'قتل عنصران بهجوم مسلح في البادية قرب السخنة.'
draw badia-syria 'The Syrian Badia' 'قتل عنصران بهجوم مسلح في البادية السورية.' 340x260
draw extent-between 'From Al-Sukhnah to Jabal al-Bishri' \
    'قتل عنصران بهجوم مسلح في المنطقة الممتدة من بلدة السخنة إلى جبل البشري في البادية السورية.' 340x260
draw bank-left 'Left bank of the Euphrates by Al-Mayadin' \
    'قتل عنصران بهجوم مسلح على الضفة اليسرى لنهر الفرات قرب مدينة الميادين.'
draw bank-right 'Right bank of the Euphrates by Al-Mayadin' \
    'قتل عنصران بهجوم مسلح على الضفة اليمنى لنهر الفرات قرب مدينة الميادين.'
draw bank-across 'The bank across from Al-Mayadin' 'قتل عنصران بهجوم مسلح على الضفة المقابلة لمدينة الميادين.'
draw areas-together 'The Badia in Raqqa governorate' 'قتل عنصران بهجوم مسلح في البادية بمحافظة الرقة.' 340x260
draw region 'The Syrian Jazira' 'قتل عنصران بهجوم مسلح في منطقة الجزيرة السورية.' 340x260
draw admin 'Hasakah governorate' 'قتل عنصران بهجوم مسلح في محافظة الحسكة.' 340x260
draw subdistrict 'The subdistrict of Al-Tibni' 'قتل عنصران بهجوم مسلح في ناحية التبني.'
draw unresolved 'A village unknown, in the southern countryside of Hasakah' \
    'قتل عنصران بهجوم مسلح في قرية المشمولة التي تقع في ريف الحسكة الجنوبي.' 340x260
draw way-until 'The road from Deir ez-Zor down to Al-Mayadin' \
    'قتل عنصران بهجوم مسلح على الطريق من دير الزور حتى الميادين.'
draw admin-part 'East of Homs governorate' 'قتل عنصران بهجوم مسلح شرق محافظة حمص.' 340x260
draw border 'The border of Hama and Raqqa governorates' \
    'قتل عنصران بهجوم مسلح على الحدود الإدارية بين محافظتي حماة والرقة.' 340x260
draw sector-governorate 'West of Daraa governorate' 'قتل عنصران بهجوم مسلح غربي محافظة درعا.' 340x260
draw countryside-damascus 'Northern countryside of Damascus' 'قتل عنصران بهجوم مسلح في ريف دمشق الشمالي.' 340x260
draw countryside-turned 'The northern countryside of Raqqa' 'قتل عنصران بهجوم مسلح في الريف الشمالي للرقة.' 340x260
draw badia-part 'The steppe in the south of Raqqa governorate' \
    'قصف الطيران مدينة الرقة. وقتل عنصران بهجوم مسلح في البادية الجنوبية من المحافظة.' 340x260
draw region-wind 'North-east Syria' 'قتل عنصران بهجوم مسلح في شمال شرق سورية.' 340x260
draw on-road 'On the road to Al-Sukhnah' 'قتل عنصران بهجوم مسلح على طريق السخنة.'
draw road-dash 'The road Athriya - Khanasir' 'قتل عنصران بهجوم مسلح على طريق أثريا - خناصر.'
draw site 'The factory by its noun, near Sarmada' \
    'قتل عنصران بهجوم مسلح قرب معمل الكونسروة في مدينة سرمدا.'
draw quarter 'A quarter of Deir ez-Zor' 'قتل عنصران بهجوم مسلح في حي الجورة بدير الزور.'
