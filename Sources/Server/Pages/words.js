/** The words of the page in the languages in which the server speaks to learners. `{…}` is filled in. */
const words = {
  ko: {
    title: "필순",
    language: "언어",
    choose: "글자 고르기",
    typed: "쓰고 싶은 글자",
    write: "쓰기",
    lessons: "짜임새로 고르기",
    close: "닫기",
    undo: "되돌리기",
    clear: "지우기",
    ghost: "본보기",
    replay: "다시 보기",
    latency: "펜에서 화면까지: 절반은 {half} ms, 95 %는 {most} ms 안에 ({count}번)",
    next: "다음 글자",
    finish: "다 썼어요",
    again: "다시 쓰기",
    sheet: "{count}자 가운데 {index}번째, ‘{text}’ 쓰는 칸",
    keys: "펜이나 손가락, 마우스로 씁니다. 이 칸에서 Backspace는 되돌리기, Delete는 지우기, G는 본보기, R은 다시 보기, L은 지연 시간, Enter는 다음 글자입니다.",
    begin: "첫 획을 그어 보세요.",
    text: "쓸 글자",
    result: "점수",
    writers: "쓰는 사람들",
    score: "{text} 점수 {score}점",
    fault: "가장 아쉬운 획: {stroke}번째",
    idle: "",
    connecting: "연결하는 중",
    ready: "연결됨",
    waiting: "연결 끊김 · 획은 보관됩니다",
    unjudged: "아직 확인하지 못했어요. 연결되면 알려 드릴게요.",
    unkept: "이 기기에 보관하지 못함",
    unauthorized: "토큰 필요",
    refused: "서버가 받지 않음",
    closed: "",
    errors: {
      character_unknown: "‘{text}’에 이 서버가 쓸 줄 모르는 글자가 있어요. 다른 글자를 골라 주세요.",
      server_full: "지금은 쓰는 사람이 많아요. 잠시 뒤에 이어집니다.",
    },
    parts: { order: "획순", direction: "방향", shape: "모양", proportion: "짜임", rhythm: "운필", coverage: "획수" },
    classroom: "교실",
    className: "반 이름",
    tokens: {
      title: "토큰 넣기", token: "받은 토큰", show: "확인", later: "나중에",
      token_missing: "이 서버를 쓰려면 토큰이 필요합니다.",
      token_invalid: "이 서버의 토큰이 아닙니다. 빠진 글자가 없는지 살펴봐 주세요.",
      token_expired: "토큰의 기한이 지났습니다. 새 토큰을 넣으면 멈춘 데서 이어집니다.",
      token_forbids: "이곳에서 쓸 수 있는 토큰이 아닙니다.",
    },
    enter: "들어가기",
    said: "쓰는 동안 들은 말",
    history: "지금까지 쓴 글자",
    nobody: "이 반에서 쓰는 사람이 아직 없습니다.",
    apart: "서버와 끊김",
    presence: { writing: "쓰는 중", away: "자리 비움", stuck: "막힌 듯" },
    layouts: {
      right: "모음이 오른쪽", below: "모음이 아래", around: "모음이 아래와 오른쪽",
      rightFinal: "오른쪽 모음과 받침", belowFinal: "아래 모음과 받침", aroundFinal: "감싼 모음과 받침",
      rightCluster: "오른쪽 모음과 겹받침", belowCluster: "아래 모음과 겹받침", words: "낱말",
    },
  },
  en: {
    title: "Pilsun",
    language: "Language",
    choose: "Choose a text",
    typed: "What would you like to write?",
    write: "Write",
    lessons: "Or choose by layout",
    close: "Close",
    undo: "Undo",
    clear: "Clear",
    ghost: "Model",
    replay: "Replay",
    latency: "Pen to screen: half within {half} ms, 95 % within {most} ms ({count})",
    next: "Next",
    finish: "Done",
    again: "Again",
    sheet: "Box {index} of {count}, for writing “{text}”",
    keys: "Write with pen, finger or mouse. In this box Backspace takes a stroke back, Delete clears, G shows or hides the model, R plays it again, L shows the latency, Enter goes on.",
    begin: "Write the first stroke.",
    text: "What to write",
    result: "Score",
    writers: "Who writes",
    score: "{text}: {score} points",
    fault: "Stroke {stroke} cost most",
    idle: "",
    connecting: "Connecting",
    ready: "Connected",
    waiting: "Offline · ink kept",
    unjudged: "Not judged yet. It comes with the connection.",
    unkept: "not kept on this device",
    unauthorized: "Token needed",
    refused: "Not accepted by the server",
    closed: "",
    errors: {
      character_unknown: "This server does not know how to write all of “{text}”. Please choose another text.",
      server_full: "Many people are writing just now. It goes on in a moment.",
    },
    parts: { order: "Order", direction: "Direction", shape: "Shape", proportion: "Proportion", rhythm: "Rhythm", coverage: "Strokes" },
    classroom: "Classroom",
    className: "Class",
    tokens: {
      title: "Show a token", token: "The token you were given", show: "Show", later: "Later",
      token_missing: "This server wants a token from everybody.",
      token_invalid: "This is no token of this server. Is it complete?",
      token_expired: "The token has expired. With a new one, everything goes on where it stopped.",
      token_forbids: "This token is not for this place.",
    },
    enter: "Enter",
    said: "What was said",
    history: "Written so far",
    nobody: "Nobody writes in this class yet.",
    apart: "No connection",
    presence: { writing: "writing", away: "away", stuck: "may be stuck" },
    layouts: {
      right: "Vowel on the right", below: "Vowel below", around: "Vowel below and right",
      rightFinal: "Right vowel, final", belowFinal: "Vowel below, final", aroundFinal: "Wrapped vowel, final",
      rightCluster: "Right vowel, double final", belowCluster: "Vowel below, double final", words: "Words",
    },
  },
  ja: {
    title: "筆順",
    language: "言語",
    choose: "文字を選ぶ",
    typed: "書きたい文字",
    write: "書く",
    lessons: "組み立てから選ぶ",
    close: "閉じる",
    undo: "一画戻す",
    clear: "消す",
    ghost: "手本",
    replay: "再生",
    latency: "ペンから画面まで：半分は {half} ms、95 % は {most} ms 以内（{count} 回）",
    next: "次の字",
    finish: "書き終えた",
    again: "もう一度",
    sheet: "{count}字のうち{index}字目、「{text}」を書く枠",
    keys: "ペン、指、マウスで書きます。この枠では Backspace で一画戻す、Delete で消す、G で手本、R で再生、L で遅延、Enter で次の字。",
    begin: "一画目を書いてみましょう。",
    text: "書く文字",
    result: "点数",
    writers: "書いている人",
    score: "{text}　{score}点",
    fault: "いちばん惜しい画：{stroke}画目",
    idle: "",
    connecting: "接続中",
    ready: "接続済み",
    waiting: "オフライン・画は保存しています",
    unjudged: "まだ確かめていません。つながったら知らせます。",
    unkept: "この端末に保存できません",
    unauthorized: "トークンが必要です",
    refused: "サーバーが受け付けません",
    closed: "",
    errors: {
      character_unknown: "「{text}」には、このサーバーが書き方を知らない字があります。別の字を選んでください。",
      server_full: "今は書いている人が多いようです。少し待つと続きます。",
    },
    parts: { order: "筆順", direction: "方向", shape: "形", proportion: "釣り合い", rhythm: "運筆", coverage: "画数" },
    classroom: "教室",
    className: "クラス名",
    tokens: {
      title: "トークンを入れる", token: "受け取ったトークン", show: "確認", later: "あとで",
      token_missing: "このサーバーを使うにはトークンが必要です。",
      token_invalid: "このサーバーのトークンではありません。抜けた文字がないか確かめてください。",
      token_expired: "トークンの期限が切れました。新しいトークンを入れると、止まったところから続きます。",
      token_forbids: "ここでは使えないトークンです。",
    },
    enter: "入る",
    said: "書いている間の言葉",
    history: "これまでに書いた字",
    nobody: "このクラスではまだ誰も書いていません。",
    apart: "サーバーと切断",
    presence: { writing: "書いています", away: "離席", stuck: "困っているようです" },
    layouts: {
      right: "母音が右", below: "母音が下", around: "母音が下と右",
      rightFinal: "右の母音と終声", belowFinal: "下の母音と終声", aroundFinal: "囲む母音と終声",
      rightCluster: "右の母音と二重終声", belowCluster: "下の母音と二重終声", words: "言葉",
    },
  },
  zh: {
    title: "笔顺",
    language: "语言",
    choose: "选字",
    typed: "想写的字",
    write: "写",
    lessons: "按结构选",
    close: "关闭",
    undo: "撤销一笔",
    clear: "清除",
    ghost: "范字",
    replay: "回放",
    latency: "从笔到屏幕：半数 {half} 毫秒内，95 % 在 {most} 毫秒内（{count} 次）",
    next: "下一字",
    finish: "写完了",
    again: "再写一次",
    sheet: "共{count}字，第{index}字，书写“{text}”的格子",
    keys: "用笔、手指或鼠标书写。在此格内：Backspace 撤销一笔，Delete 清除，G 显示或隐藏范字，R 回放，L 显示延迟，Enter 下一字。",
    begin: "请写第一笔。",
    text: "要写的字",
    result: "得分",
    writers: "正在书写的人",
    score: "{text}：{score}分",
    fault: "失分最多的是第{stroke}笔",
    idle: "",
    connecting: "正在连接",
    ready: "已连接",
    waiting: "已离线 · 笔画会保留",
    unjudged: "还没有判定，连上以后会告诉你。",
    unkept: "无法保存在此设备上",
    unauthorized: "需要令牌",
    refused: "服务器不接受",
    closed: "",
    errors: {
      character_unknown: "“{text}”中有此服务器不会写的字。请另选文字。",
      server_full: "现在书写的人很多，稍后会自动继续。",
    },
    parts: { order: "笔顺", direction: "方向", shape: "字形", proportion: "结构", rhythm: "运笔", coverage: "笔数" },
    classroom: "教室",
    className: "班级",
    tokens: {
      title: "输入令牌", token: "收到的令牌", show: "确认", later: "以后再说",
      token_missing: "出示令牌后才能使用此服务器。",
      token_invalid: "这不是此服务器的令牌。请检查是否有遗漏的字符。",
      token_expired: "令牌已过期。输入新令牌后，会从停下的地方继续。",
      token_forbids: "此令牌不能用于这里。",
    },
    enter: "进入",
    said: "书写时的提示",
    history: "已写的字",
    nobody: "这个班还没有人在写。",
    apart: "与服务器断开",
    presence: { writing: "正在写", away: "离开", stuck: "可能卡住了" },
    layouts: {
      right: "元音在右", below: "元音在下", around: "元音在下和右",
      rightFinal: "右元音加收音", belowFinal: "下元音加收音", aroundFinal: "包围元音加收音",
      rightCluster: "右元音加双收音", belowCluster: "下元音加双收音", words: "词语",
    },
  },
};

/** The language that was chosen here before, else the first one of the browser's that the page speaks, else English. */
export function firstLanguage() {
  const wished = [remembered(), ...navigator.languages.map((tag) => tag.split("-")[0])];
  return wished.find((language) => language && Object.hasOwn(words, language)) ?? "en";
}

let language = "en";

// Storage may be switched off: then the browser's own language is asked for at each visit.
function remembered() {
  try {
    return localStorage.getItem("language");
  } catch {
    return null;
  }
}

/** Speaks `chosen` at the next visit as well. */
export function remember(chosen) {
  try {
    localStorage.setItem("language", chosen);
  } catch {}
}

/** Speaks `chosen` from now on: in what is marked with `data-word` or, for its name alone, `data-label`, and in what `word` answers. */
export function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  document.title = word("title");
  for (const element of document.querySelectorAll("[data-word]")) {
    const said = word(element.dataset.word);
    if (element.textContent !== said) element.textContent = said; // the page comes in Korean, and need not be laid out again for it
  }
  for (const element of document.querySelectorAll("[data-label]")) element.ariaLabel = word(element.dataset.label);
}

/** A word or sentence by its key, such as `undo` or `parts.order`; a key that has no word stands for itself. */
export function word(key, values = {}) {
  const found = key.split(".").reduce((table, part) => table?.[part], words[language]);
  return (found ?? key.split(".").at(-1)).replaceAll(/\{(\w+)\}/g, (_, name) => values[name]);
}
