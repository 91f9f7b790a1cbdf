"""Names of people and towns. Lantern Bay takes the first half of each list, every other town the second half."""

FEMALE_NAMES: tuple[str, ...] = tuple(
    """
    Wren Mabel Tamsin Greta Nell Isla Edith Hester Rosalind Odette Philippa Bea Clementine Marigold Juniper Agnes
    Harriet Lottie Winifred Saskia Ottoline Tess Imogen Delphine Maud Pippa Rowena Cordelia Freya Ingrid Dorothea Minnie
    Beatrix Zelda Anouk Perpetua Florence Thea Gwendolyn Elowen Kerensa Morwenna Bryony Petra Josephine Margery Lavinia
    Esme Nora Vera Hattie Constance Lucinda Priya Amara Noor Yuki Soledad Mirela Persephone Ada Eudora Prudence Sunniva
    Annis Bridget Calla Lowena Ghislaine Tilda
    Damaris Verity Ottilie Xanthe Millicent Honor Jemima Linnet Rhoda Sabine Ursula Viola Wilhelmina Yolanda Zinnia
    Averil Blanche Candace Dimity Elspeth Fern Georgiana Henrietta Ione Jessamy Katya Leonora Meriel Nadia Olive
    Posy Queenie Ramona Sibyl Theodora Una Valentina Winnie Adelaide Bettina Cressida Dulcie Ernestine Faye Gilda
    Hyacinth Ines Jocasta Kitty Lettice Maren Nerys Orla Paloma Rosamund Seraphina Tabitha Usha Vivienne Willa
    Zadie Amabel Birgit Coralie Dervla Euphemia Fenella Grizel Hepzibah Ivy
    """.split()
)

MALE_NAMES: tuple[str, ...] = tuple(
    """
    Tobias Silas Jago Barnaby Edmund Otto Callum Percy Rufus Hugo Ambrose Felix Gideon Jasper Linus Magnus Ned Oswin
    Quentin Rafferty Sampson Thaddeus Ulric Vincent Wilf Alasdair Benedict Caspian Digory Ephraim Fergus Gus Humphrey
    Ivo Jem Kit Lorcan Monty Noah Orlando Piers Rafe Sebastian Theo Arthur Bertram Cuthbert Denzil Elias Finn Gregor
    Hector Ignatius Jolyon Kenver Leopold Mungo Nikolai Omar Pascoe Ravi Sorley Tariq Walter Yannick Archibald Bram
    Cosmo Dov Emeka
    Aldous Basil Conrad Dunstan Ezra Fabian Godfrey Horace Inigo Jonty Kester Lemuel Mortimer Nathaniel Octavian Perran
    Quincy Roland Stellan Tristram Urban Vaughan Wendell Xavier Yorick Abel Blaise Cyril Dominic Evander Francis
    Garrick Heath Isidore Jonas Kwame Lambert Matthias Neville Ossian Peregrine Reuben Solomon Torquil Valentine
    Wystan Anselm Boris Clement Desmond Ewan Fitzroy Giles Hamish Isambard Jeremiah Kofi Lysander Merlin Nigel
    Olaf Phineas Rowan Swithin Titus Victor Winston Zachary Angus Bevis
    """.split()
)

EITHER_NAMES: tuple[str, ...] = tuple(
    "Robin Ash Merrin Sasha Perrin Jules Lark Bay Emery Sorrel Wynn Hollis Marlow Tansy Briar Remy".split()
)

SURNAMES: tuple[str, ...] = tuple(
    """
    Penhallow Quill Marsh Tregarth Hobbs Lockett Pascoe-Finch Barrow Thistlethwaite Gull Fennimore Oakes Trelawney Salt
    Winterbourne Bickerstaff Coombe Dabney Ellery Farthing Gannet Hawthorn Inchbald Jellicoe Kettlewell Larkin Mudge
    Nance Orchard Pettigrew Rudge Stannard Tuckett Underhill Venn Wagstaff Yarrow Applegarth Brine Crabtree
    Drinkwater Eddy Flotsam Goodacre Hurdle Ivory Jolliffe Keel Loveday Merryweather
    Nightingale Otterburn Plumtree Quayle Ravenscroft Sandford Tidewell Upjohn Vosper Whitlock Youngblood Ashgrove
    Birdsall Clutterbuck Dunmore Everdene Featherstone Gathercole Heron Ironside Jessop Kingcup Longbotham Mallow
    Nettlefold Oddy Pipewell Quickbourne Rainbird Sheepshanks Tanqueray Umber Vickery Wren-Abbott Yeoman Arkwright
    Bellwether Cobbledick Dovecote Elderfield Foxglove Grindstone Holloway Inkpen Junket Knapweed Lamplugh
    """.split()
)

TOWN_NAMES: tuple[str, ...] = (
    "Lantern Bay", "Gannet Cove", "Saltmarsh Quay", "Thistle Harbour", "Pebblewick", "Otter Sound", "Merrow Point",
    "Driftholm", "Candle Ness", "Foxfleet", "Whelk Haven", "Northskerry", "Bellmouth", "Rushy Staithe", "Crabstone",
    "Plover Reach", "Tansy Strand", "Hollowmere", "Kelpie Bank", "Sandgarth", "Elverton", "Mizzen Bridge",
)  # fmt: skip

NEIGHBOUR_TOWNS: tuple[str, ...] = (
    "Saint Orrin",
    "Port Mellow",
    "Upper Wick",
    "Crail Sands",
    "Tidewater",
    "the Isle of Hest",
)
