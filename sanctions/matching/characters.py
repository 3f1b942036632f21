"""Chinese characters as a Korean reads them: 金正恩 is `kim jong un`, and not only `jin zheng en`."""

# The commonest in names, surnames first; each reading with its characters, in both of their forms.
READINGS = """
kim 金 | ri 李 | pak 朴 | choe 崔 | jong 鄭 郑 正 鍾 钟 種 宗 終 貞 贞 廷 晶 政 | kang 姜 康 江 剛 刚
jo 趙 赵 曺 曹 祚 | yun 尹 允 潤 润 胤 | jang 張 张 章 長 长 將 将 莊 | im 林 任 | han 韓 韩 漢 汉 | o 吳 吴 五
so 徐 瑞 西 | sin 申 辛 信 新 愼 | kwon 權 权 | hwang 黃 黄 皇 | an 安 | song 宋 成 聖 圣 星 誠 诚 盛 城 聲 松
ryu 柳 劉 刘 | hong 洪 弘 紅 红 虹 | jon 全 田 錢 | ko 高 | mun 文 門 | paek 白 百 | ho 許 许 浩 鎬 镐 虎 好 豪
nam 南 男 | no 盧 卢 | ha 河 夏 | kwak 郭 | cha 車 车 次 | chu 朱 秋 | u 禹 宇 雨 佑 祐 愚 右 又 | ku 具 丘 九
min 閔 闵 民 敏 旻 | na 羅 罗 | jin 陳 陈 鎭 镇 珍 眞 真 辰 振 鎮 進 进 晋 | om 嚴 严 | won 元 遠 远 源 | chon 千 天 川
pang 方 房 | kong 孔 公 共 | hyon 玄 賢 贤 鉉 铉 顯 显 炫 | ham 咸 | pyon 卞 邊 边 | yom 廉 | yo 呂 吕 女 麗 丽
to 都 道 度 | sok 石 錫 锡 碩 硕 奭 | son 孫 孙 善 宣 先 仙 鮮 | sol 薛 雪 | ma 馬 马 | kil 吉 | wi 魏 威 | pyo 表
myong 明 命 名 | ki 奇 基 起 紀 纪 琪 氣 | ra 羅 | kum 琴 今 錦 锦 | ok 玉 | yuk 陸 陆 | maeng 孟 | tak 卓
un 恩 銀 银 殷 雲 云 | il 日 一 鎰 | yong 永 英 榮 荣 泳 映 龍 龙 勇 鏞 镛 容 用 | chol 哲 喆 鐵 铁
su 秀 洙 壽 寿 水 守 | hui 姬 姫 熙 喜 希 會 | suk 淑 叔 | sun 順 顺 純 纯 淳 舜 | ja 子 慈 者 | hak 學 学 鶴 鹤
chun 春 俊 駿 | guk 國 国 | kuk 國 国 菊 | tae 泰 太 大 台 | yang 陽 阳 洋 梁 楊 杨 良 亮 | ju 周 主 柱 珠 朱 宙
sang 相 尙 尚 祥 商 | hun 勳 勋 訓 训 薰 | hyok 革 赫 奕 | bong 奉 鳳 凤 峰 峯 | bom 範 范 汎 虎 | chang 昌 昶 暢 彰
kyong 京 敬 慶 庆 景 卿 鏡 | kwang 光 廣 广 | kyu 圭 奎 揆 | hae 海 解 | in 仁 寅 印 人 | tong 東 东 童 | tok 德
sop 燮 涉 | pil 弼 必 | pok 福 | sik 植 式 食 | hui 輝
"""


def _read() -> dict[str, str]:
    spelled: dict[str, str] = {}
    for entry in READINGS.strip().replace("\n", " | ").split(" | "):
        reading, *characters = entry.split()
        for character in characters:
            if len(character) == 1:
                spelled.setdefault(character, reading)
    return spelled


KOREAN = _read()


def korean_reading(text: str) -> tuple[str, ...]:
    """The name as a Korean reads it; nothing unless every character is one that Korean names have."""
    plain = "".join(text.split())
    if not 2 <= len(plain) <= 4 or any(character not in KOREAN for character in plain):
        return ()
    return (" ".join(KOREAN[character] for character in plain),)
