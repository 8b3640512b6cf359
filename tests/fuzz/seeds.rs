//! What made-up files are made of.

/// Files that are right, at least one of each format; what is tried are their damaged
/// descendants.
pub const SEEDS: [&str; 27] = [
    "timestamp,kW\n2025-01-01 00:00,12.5\n2025-01-01 00:15,13\n2025-01-01 00:30,\n2025-01-01 00:45,14\n",
    "Datum;Von;Bis;Leistung [kW]\r\n13.01.2025;00:00;00:15;1.012,7\r\n13.01.2025;00:15;00:30;16,0\r\nSumme;;;1\r\n",
    "Date,Time,Usage (kWh),Cost\n\"1/13/2025\",\"11:30 PM\",\"1,008.86\",$0.6\n\"1/13/2025\",\"11:00 PM\",\"7.5\",$0.6\n",
    "t_min\tload_kw\n0\t1\n15\t2\n30\t3\n",
    "time,W\n2025-11-02T01:00:00-04:00,5e3\n2025-11-02T01:00:00-05:00,6000\n2025-11-02T02:00:00-05:00,7000\n",
    "2025-10-26 02:00|72.36 W\r2025-10-26 02:00|0.1 kW\r2025-10-26 03:00|80 W\r",
    "1761350400,1\n1761350401,2\n1761350402,3\n",
    "kW\n1,5\n2,5\n3,5\n",
    "a,b (kW),c (kW)\n2018-01-01 00:15,1,2\n2018-01-01 24:00,1,2\n2018-01-01 00:00,1,2\n",
    "hour,MWh\n23:30,1\n24:00,2\n00:30,3\n",
    "<feed><entry><link rel=\"self\" href=\"L\"/><content><LocalTimeParameters><dstEndRule>B40E2000</dstEndRule><dstOffset>3600</dstOffset><dstStartRule>360E2000</dstStartRule><tzOffset>-18000</tzOffset></LocalTimeParameters></content></entry><ReadingType><powerOfTenMultiplier>-3</powerOfTenMultiplier><uom>72</uom></ReadingType><IntervalBlock><IntervalReading><timePeriod><duration>900</duration><start>1330578000</start></timePeriod><value>324</value></IntervalReading><IntervalReading><timePeriod><duration>900</duration><start>1330578900</start></timePeriod><value>1</value></IntervalReading></IntervalBlock></feed>",
    "2025-01-01 00:00:00 to 2025-01-01 00:15:00,3.17\n2025-01-01 00:15:00 to 2025-01-01 00:30:00,4\n",
    "100,NEM12,200405011135,MDA1,Ret1\n200,AAAA,E1B1,1,E1,N1,M,kWh,60,\n300,20250601,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,V,,,20250602120025,\n400,1,4,N,,\n300,20250602,V,,,,\n200,AAAA,E1B1,1,B1,N1,M,Wh,60,\n300,20250601,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,A,,,,\n200,BBBB,E1,1,E1,N1,M,kWh,60,\n300,20250602,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,A,,,,\n900",
    "MPAN,Date,Channel,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,25,kWh\n100001,25/10/2025,Import,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,,\n100001,26/10/2025,Import,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,9,\n100001,26/10/2025,Export,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,9,\n100001,27/10/2025,Import,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,,\n",
    "ESIID,time,kWh,TYPE\n'1044,2025-06-01 00:00,1,Consumption\n'1044,2025-06-01 00:00,0,Surplus Generation\n'1045,2025-06-01 00:00,1,Consumption\n'1044,2025-06-01 01:00,1,Consumption\n'1044,2025-06-01 01:00,0,kVARh\n",
    "time,Import kW,Export kW,Net kW\n2025-06-01 00:00,1,2,-1\n2025-06-01 01:00,3,2,1\n",
    // SCE, old and new.
    "Energy Usage Information\n\"For location: 1 ST, CITY\"\n\nEnergy consumption time period,Usage(Real energy in kilowatt-hours),Reading quality\n\n\"2025-09-01 00:00:00\u{a0}to 2025-09-01 00:15:00\",\"3.17\",\"\"\n\"2025-09-01 00:15:00\u{a0}to 2025-09-01 00:30:00\",\"4.0\",\"\"\n\"2025-09-01 00:30:00\u{a0}to 2025-09-01 00:45:00\",\"3.24\",\"\"\n",
    "Energy Usage Information\nMeter,0\n\nTime period,Delivered kWh,Received kWh\n\"2025-11-02 01:30:00 to 2025-11-02 01:45:00\",\"3.17\",\"0\"\n\"2025-11-02 01:45:00 to 2025-11-02 01:00:00\",\"4\",\"1.5\"\n\"2025-11-02 01:00:00 to 2025-11-02 01:15:00\",\"3\",\"0\"\n",
    // SDG&E.
    "Name,EXAMPLE\nDisclaimer,\"For the recipient\"\n\n\nUOM,kWh\nReading Start,9/1/2025\n\nMeter Number, Date, Start Time, Duration, Consumption, Generation, Net\n\"00000000\",\"9/1/2025\",\"12:00 AM\",\"15\",\"3.1700\",\"1.0000\",\"2.1700\"\n\"00000000\",\"9/1/2025\",\"12:15 AM\",\"15\",\"4.0000\",\"0.0000\",\"4.0000\"\n\"00000000\",\"9/1/2025\",\"12:30 AM\",\"15\",\"3.2400\",\"0.0000\",\"3.2400\"\n",
    // PG&E, with gas beside.
    "\u{feff}Name,EXAMPLE\nAddress,\"1 ST, CITY CA\"\nService,Service 1\n\nTYPE,DATE,START TIME,END TIME,USAGE (kWh),COST,NOTES\nElectric usage,2025-11-02,01:00,01:29,3.17,$0.67,\nNatural gas usage,2025-11-02,01:00,01:29,7,$0.67,\nElectric usage,2025-11-02,01:30,01:59,4.0,$0.84,\nElectric usage,2025-11-02,01:00,01:29,3.3,$0.67,\nElectric usage,2025-11-02,01:30,01:59,3.9,$0.67,\n",
    // Smart Meter Texas over the hour that spring leaves out.
    "ESIID,USAGE_DATE,REVISION_DATE,USAGE_START_TIME,USAGE_END_TIME,USAGE_KWH,ESTIMATED_ACTUAL,CONSUMPTION_SURPLUSGENERATION\n'10443720000000001,03/08/2026,03/09/2026 00:00:00, 01:45, 02:00,3.17,A,Consumption\n'10443720000000001,03/08/2026,03/09/2026 00:00:00, 01:45, 02:00,0,A,Surplus Generation\n'10443720000000001,03/08/2026,03/09/2026 00:00:00, 02:00, 02:15,,,Consumption\n'10443720000000001,03/08/2026,03/09/2026 00:00:00, 02:00, 02:15,,,Surplus Generation\n'10443720000000001,03/08/2026,03/09/2026 00:00:00, 03:00, 03:15,3.3,A,Consumption\n'10443720000000001,03/08/2026,03/09/2026 00:00:00, 03:00, 03:15,1,A,Surplus Generation\n'10443720000000001,03/08/2026,03/09/2026 00:00:00, 03:15, 03:30,3.1,A,Consumption\n",
    // ESB, newest first, with the hour of autumn that comes twice.
    "MPRN,Meter Serial Number,Read Value,Read Type,Read Date and End Time\n10000000000,0,14.6,Active Import Interval (kW),26-10-2025 02:30\n10000000000,0,1.5,Active Export Interval (kW),26-10-2025 02:30\n10000000000,0,14.5,Active Import Interval (kW),26-10-2025 02:00\n10000000000,0,17.0,Active Import Interval (kW),26-10-2025 01:30\n10000000000,0,14.7,Active Import Interval (kW),26-10-2025 02:00\n10000000000,0,14.6,Active Import Interval (kW),26-10-2025 01:30\n",
    // Enedis.
    "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes\n00000000000000;Courbe de charge;25/10/2025;27/10/2025;Energie active;Consommation;Comptage Brut;W;30\nHorodate;Valeur\n2025-10-26T02:30:00+02:00;12680\n2025-10-26T02:00:00+01:00;16000\n2025-10-26T02:30:00+01:00;\n2025-10-26T03:00:00+01:00;13240\n",
    "ts,load kW\n1736121600000,1\n1736121601000,2.5\n1736121602000,3\n1736121604000,4\n",
    // Green Button: two buildings and a gas meter, tied together by addresses, in several blocks.
    "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:espi=\"http://naesb.org/espi\"><entry><link rel=\"self\" href=\"U/1\"/><link rel=\"related\" href=\"U/1/M\"/><title>Hall</title><content><espi:UsagePoint><espi:ServiceCategory><espi:kind>0</espi:kind></espi:ServiceCategory></espi:UsagePoint></content></entry><entry><link rel=\"self\" href=\"U/1/M/1\"/><link rel=\"up\" href=\"U/1/M\"/><link rel=\"related\" href=\"U/1/M/1/IntervalBlock\"/><link rel=\"related\" href=\"T/1\"/><content><espi:MeterReading/></content></entry><entry><link rel=\"self\" href=\"T/1\"/><content><espi:ReadingType><espi:commodity>1</espi:commodity><espi:flowDirection>1</espi:flowDirection><espi:intervalLength>900</espi:intervalLength><espi:powerOfTenMultiplier>0</espi:powerOfTenMultiplier><espi:uom>72</espi:uom></espi:ReadingType></content></entry><entry><link rel=\"up\" href=\"U/1/M/1/IntervalBlock\"/><content><espi:IntervalBlock><espi:interval><espi:duration>1800</espi:duration><espi:start>1762063200</espi:start></espi:interval><espi:IntervalReading><espi:value>974</espi:value></espi:IntervalReading><espi:IntervalReading><espi:value>965</espi:value></espi:IntervalReading></espi:IntervalBlock></content></entry><entry><link rel=\"up\" href=\"U/1/M/1/IntervalBlock\"/><content><espi:IntervalBlock><espi:IntervalReading><espi:timePeriod><espi:duration>900</espi:duration><espi:start>1762065000</espi:start></espi:timePeriod><espi:value>974</espi:value></espi:IntervalReading></espi:IntervalBlock></content></entry><entry><link rel=\"self\" href=\"U/2\"/><title>Annexe</title><content><espi:UsagePoint><espi:ServiceCategory><espi:kind>0</espi:kind></espi:ServiceCategory></espi:UsagePoint></content></entry><entry><link rel=\"self\" href=\"U/2/M/2\"/><link rel=\"up\" href=\"U/2/M\"/><link rel=\"related\" href=\"T/1\"/><content><espi:MeterReading/></content></entry><entry><link rel=\"up\" href=\"U/2/M/2/IntervalBlock\"/><content><espi:IntervalBlock><espi:IntervalReading><espi:timePeriod><espi:duration>900</espi:duration><espi:start>1762063200</espi:start></espi:timePeriod><espi:value>5</espi:value></espi:IntervalReading><espi:IntervalReading><espi:timePeriod><espi:duration>900</espi:duration><espi:start>1762064100</espi:start></espi:timePeriod><espi:value>6</espi:value></espi:IntervalReading></espi:IntervalBlock></content></entry><entry><link rel=\"self\" href=\"U/7\"/><content><espi:UsagePoint><espi:ServiceCategory><espi:kind>1</espi:kind></espi:ServiceCategory></espi:UsagePoint></content></entry><entry><link rel=\"self\" href=\"U/7/M/7\"/><link rel=\"related\" href=\"T/7\"/><content><espi:MeterReading/></content></entry><entry><link rel=\"self\" href=\"T/7\"/><content><espi:ReadingType><espi:uom>169</espi:uom></espi:ReadingType></content></entry><entry><link rel=\"up\" href=\"U/7/M/7/IntervalBlock\"/><content><espi:IntervalBlock><espi:IntervalReading><espi:timePeriod><espi:duration>3600</espi:duration><espi:start>1762063200</espi:start></espi:timePeriod><espi:value>3</espi:value></espi:IntervalReading></espi:IntervalBlock></content></entry></feed>",
    "100,NEM13,202506021702,MDA1,Ret1\n250,NEM1300001,E1,1,E1,,METSER1,E,1000.0,20250101000000,A,,,1900.0,20250401000000,A,,,900.0,kWh,,20250402000000,\n900\n",
    // 48 columns and a total.
    "Meter,Date,00:00 kWh,00:30,01:00,01:30,02:00,02:30,03:00,03:30,04:00,04:30,05:00,05:30,06:00,06:30,07:00,07:30,08:00,08:30,09:00,09:30,10:00,10:30,11:00,11:30,12:00,12:30,13:00,13:30,14:00,14:30,15:00,15:30,16:00,16:30,17:00,17:30,18:00,18:30,19:00,19:30,20:00,20:30,21:00,21:30,22:00,22:30,23:00,23:30,Total\n1001,03/04/2025,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,231\n1001,04/04/2025,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,231\n",
];

/// Pieces that readers stumble over.
pub const BITS: [&str; 36] = [
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r",
    "\r\n",
    "\u{a0}",
    "\u{202f}",
    "−",
    "-",
    "+",
    ".",
    ":",
    "/",
    " ",
    "e9",
    "NaN",
    "24:00",
    "00:00",
    "31.12.9999 23:59",
    "-9999-01-01",
    "29/02/2025",
    "1/1/25 12:00 AM",
    "Z",
    "+14:00",
    "99999999999999999999",
    "0.000000000000000000001",
    "MWh",
    "n/a",
    "<value>",
    "</IntervalReading>",
    "<!--",
    "&#0;",
];
