"""Jiangsu's thirteen cities by GB/T 2260, and how a region code reads."""

PROVINCES = {"32": "江苏省"}
CITIES = {
    "320100": "南京市",
    "320200": "无锡市",
    "320300": "徐州市",
    "320400": "常州市",
    "320500": "苏州市",
    "320600": "南通市",
    "320700": "连云港市",
    "320800": "淮安市",
    "320900": "盐城市",
    "321000": "扬州市",
    "321100": "镇江市",
    "321200": "泰州市",
    "321300": "宿迁市",
}


def place(region: str) -> str:
    """Return the name of a region as far as it is known: 江苏省苏州市; else the code itself."""
    province = PROVINCES.get(region[:2], "")
    city = CITIES.get(f"{region[:4]}00", "")
    return f"{province}{city}" or region
