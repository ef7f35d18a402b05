/** The lessons by layout class: where the vowel stands, and whether a final consonant carries the block. */
export const lessons = [
  { layout: "right", texts: ["가나다", "서리", "바다", "이야기"] },
  { layout: "below", texts: ["고소", "구두", "그리스", "오후"] },
  { layout: "around", texts: ["과외", "귀의", "쥐와", "왜"] },
  { layout: "rightFinal", texts: ["강산", "한식", "별빛", "집안"] },
  { layout: "belowFinal", texts: ["꽃", "봄꽃", "국물", "음운"] },
  { layout: "aroundFinal", texts: ["관광", "원칙", "뒷편", "획"] },
  { layout: "rightCluster", texts: ["닭", "넋", "앉", "값싼"] },
  { layout: "belowCluster", texts: ["굶", "흙", "읊", "옮"] },
  { layout: "words", texts: ["한글", "필순", "먹과 붓", "훈민정음"] },
];
