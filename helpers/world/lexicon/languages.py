"""What the words of some languages that do not exist are made of.

Each line: `name | beginnings of syllables | vowels | ends of words, _ for none | little words`.
"""

LANGUAGE_TABLE = """
Ostrish | skj str gr br fl kn h v d t m l r b s sk | å ø e i a y ei øy | _ n rd lk nd gg st r kk | okk dør pyr ikk sømm våt
Velmari | v l m r n s t p k h | aa ii uu oi ai e o ä ö u | _ _ _ n s l | jaa ois ke uli nuu
Zelk | cz sz prz łk dz zb w k t p gr zw mł | e a y ó ię ą u o | _ k ć w sz m cz | wu ną szy nej żu jo dy
Korinese | t k c p r l m d s gl ch qu | o a e i io ua | _ _ _ _ n r | ilo ca dio quo peru nono un'a
Thaur | th kh dr gh zh q' r n b sh m | a u aa i au | _ r m kh 'n sh z | al ub na' khu az im
"""
