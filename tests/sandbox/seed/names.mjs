/** People from all over, as hotels have them: the given names, the family names, and how the two are put together. */
const western = (given, family) => `${given} ${family}`;
const familyFirst = (given, family) => `${family} ${given}`;
const unspaced = (given, family) => family + given;

const PEOPLES = [
  [['Camille', 'Léo', 'Chloé', 'François', 'Zoé'], ['Lefèvre', 'Moreau', 'Gauthier', 'Bézier', 'Noël'], western],
  [['Zofia', 'Paweł', 'Małgorzata', 'Stanisław'], ['Kowalczyk', 'Wiśniewska', 'Żurek', 'Dąbrowski'], western],
  [['美咲', '健太', 'さくら', '悠斗'], ['佐藤', '鈴木', '高橋', '渡辺'], familyFirst],
  [['فاطمة', 'أحمد', 'ليلى', 'يوسف'], ['الحسيني', 'المنصوري', 'حداد', 'الشريف'], western],
  [['Ελένη', 'Γιώργος', 'Νίκος'], ['Αντωνίου', 'Βλάχος', 'Γεωργίου'], western],
  [['Ірина', 'Тарас', 'Оксана'], ['Коваленко', 'Бондаренко', 'Мельник'], western],
  [['Anh', 'Dũng', 'Thảo'], ['Trần Minh', 'Lê Thị', 'Phạm Văn'], familyFirst],
  [['서연', '지훈', '하은'], ['이', '박', '최'], unspaced],
  [['Jürgen', 'Bärbel', 'Jörg', 'Käthe'], ['Müller', 'Schäfer', 'Weiß', 'Böhm'], western],
  [['Çağla', 'Emre', 'Gülşen'], ['Yılmaz', 'Şahin', 'Öztürk'], western],
  [['Priya', 'अर्जुन', 'Kavya'], ['Sharma', 'Iyer', 'पटेल'], western],
  [['Emma', "D'Arcy", 'Noah', 'Siobhán'], ['O’Neill', 'Smith', 'van der Berg', 'MacLeod'], western],
];

/** @param {(things: T[]) => T} pick @template T */
export function fullName(pick) {
  const [given, family, together] = pick(PEOPLES);
  return together(pick(given), pick(family));
}
