"""A sheet as Excel 97 keeps it, which no library at hand writes: saved by a word processor, packed.

A1:C1 is merged; row 2 holds a day, a moment, a share, a number too long, truth, a sum and a text; column B and row 3
are hidden, row 3 holds a day in Chinese form.
"""

from __future__ import annotations

import base64
import zlib

_PACKED = (
    "eNrtWFtslEUUPvPvpX9L290WKlhgXVGg0C0WSbCi2IUFBW+ogBqzAUq7pZXdbtPWhGrAReyLgQTDgz6QKAm3oPGG0QSNtm88aNAHEjWaFBKMBh"
    "9WozEk0vU7Z2a3f0s36bZoInbab2b2zO3MnNvM/9W5isEj71dfoFHpHnLRUKaYvA6aAkqyP/xElqENZTKZLDkzlf5T6aopWYZuyM8DsMyLABso"
    "NvKdZsqpdGOlJyiJvx4K0lrqQNlFvVRIugka45xvPGOGxtlvvGlq/Ymvz/6b/bgLyGf/7PPZ/kuBMqAc8OkQQBVAJTAdmAFUiU4QzQRmATcD1c"
    "BsYA4wFwgAtwBB4FZgHnAbcDswH1gALARqDK+LTcmoQ30JcIehLUV555RvmnAqtiFFr4c+KfuCRS6yvwCNeM89IHpxEYhSJ+tGpCneHPy30mrh"
    "oUkxD/1Q0pXKDV216DBQTu8K/VPJV4r+IYUp2GB0+mkrLNwfkHye5OXIFX0sY74TylJo4vei5wfFDBQVqQg1UZzaaTs8YTt6VNNZtrAXpQfbh1"
    "olLdxrcq31I9aGNalHxRMnYRcb0aeDulGL0IP0kFAiFHCX0lG2zAdiHbGupnjAXUHH2Cp7kaJ1iUS0rqUl4K6m42yGTmI02LYikVjR3R1wF9EJ"
    "Xq1+fsA9l05itOol/Relni0J5PaOFuSXYoNi0Efpj0zQ4Tz6g0xnnoX++/joVoF0+t/Rj+LsxjrnWt0/PZq+KA89lIe+OA+9eEy6J8tPzWg+j2"
    "m6ezT9eB76iTz0k9fQD1n4kaIMl/6US8qKlFfKypRbyumpIilnpDyZbWLKfQhJb3rEvGhjWyzW04d49bjNXkCpc337if2GogFlA0SbDii6DOtG"
    "/Eo/Iwt703Lsto6BFg2/a5SjvoympdnPfI6ONu1ViIt2vwojD1PgV7+OjDZs0Ubks/+EOf+FGGjloqsq27R566EtWCLYFMyARZtaPTqkNttVwL"
    "Dkq0xpcdzV/tk/wj+XYs4W7ID9WYXM78d0dZE5ly8ur27cKvQUDc84nw+WQmovWgbci2VEreQvSd9s3N4ntJclX5Ab/1PjQke9JldPNy5y1I/A"
    "yxaDKzl3zBBSITWr1LtvYNtgY7ZUtBktNu2WbRO9Yvuk5N88isp8cta7ZYeksu1klUvhIiMosi2/oYS0b1U+oSlpH0nTEtS0IGhXzRtWH/Nn8k"
    "vhVxV67sGZK7nBfPC1RS6sy3zNpLdPnTq1/8CPYd1u4WbDnOl2F+rLfc1nPmx/IeJFi4LG+fR+KHvPsmiu8uLuo6CkvqxYwrooooDifxczhhBE"
    "+hB4KUsuUGdOW3SJNGN6sl/oMRZ/ep0Wfdo2SsrW5CNXul4uaO50jdCL0/4xLoEWlcg4HsPmc59VSR95s3zdK6Lk65rPHHtu+R3Q8B22cyKVvX"
    "je4Ap7jUKqXJ5VSOVQvj2WVjSfnIFTZkGnzOwJyMx2yIwmL7NJJIWbt6tEv0H8tqVduW66n+/8j7Q3dyW7k609wbW7mmPx4N131W1q2h6Lx2Ny"
    "KqvbW1sbJrc+WZMZP5QhEf8Y89Jg3xu/XdnQ5n/rVZtqF57+lkX0unkbKXPorKjrzDspao6zzbyXesybKWXeTftNNPj5qn4D8ZhkZ6yjs3dXnM"
    "y7iNvrh52D01Hk6qmub1rV8z8oZ/16718i1/kvzx9eMtt/6DXsP3TlnTUcZEfRouadl42XfsceH875bP3W4/YG0x52xFc+q1WdnU/Gurrbkx0j"
    "z4jPd9mSpTSV/pl0Pb//iPxH+YCxxrBO9OsrAD2F1btoJ25kzMfOgvmvhLZYRk8yBXxX8ZRk7TyCdRN44W4AD89OaH2X4xvMeMYsAtbn/MwGvA"
    "ZjE5YfXxIK/f5Ta77VmEszPYf9J/DiZNmvhxa0ikyY0oPXahKU/KnGrO8p4PxDwNnc+muwQrPwEBMNLIyfhgnsv16eH1Pf/zj9DbfqObA="
)


def xls() -> bytes:
    return zlib.decompress(base64.b64decode(_PACKED))
