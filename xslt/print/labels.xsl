<?xml version="1.0" encoding="UTF-8"?>
<!-- The words that the book itself says, by language. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:print="urn:tei-pipeline:print"
  exclude-result-prefixes="#all">

  <xsl:variable name="print:words" as="map(xs:string, map(xs:string, xs:string))" select="map {
    'en': map {
      'from': 'From', 'to': 'To', 'sent': 'Sent', 'received': 'Received', 'author': 'Author',
      'date': 'Date', 'language': 'Language', 'original': 'original in',
      'translator': 'Translated by', 'archive': 'Archive', 'summary': 'Summary', 'and': 'and',
      'others': 'and others', 'person': 'Persons', 'place': 'Places', 'organisation': 'Organisations',
      'work': 'References', 'names': 'Index of names', 'event': 'Events', 'colophon': 'Colophon',
      'source': 'Source', 'edition': 'Edition', 'cite': 'To cite', 'paragraphs': 'Paragraphs are cited by the numbers in the margin.',
      'licence': 'Licence', 'encoded': 'Encoded text', 'tools': 'Made with', 'figure': 'Figure',
      'correction': 'In the source: ', 'born': 'born', 'died': 'died', 
      'signs': 'Signs', 'unknown': 'Other names', 'attached': 'attached to this file',
      'in-note': 'n: in a note.',
      'sign-supplied': '[ ] supplied, not in the original', 'sign-gap': '[…] something is missing',
      'sign-unclear': 'Dotted underline: hard to read', 'sign-add': '‹ › added in the source',
      'sign-del': 'Struck through: deleted in the source', 'sign-page': '|7| page 7 of the source begins' },
    'de': map {
      'from': 'Von', 'to': 'An', 'sent': 'Gesendet', 'received': 'Empfangen', 'author': 'Verfasser',
      'date': 'Datum', 'language': 'Sprache', 'original': 'Original in',
      'translator': 'Übersetzt von', 'archive': 'Archiv', 'summary': 'Regest', 'and': 'und',
      'others': 'und andere', 'person': 'Personen', 'place': 'Orte', 'organisation': 'Körperschaften',
      'work': 'Nachweise', 'names': 'Namenregister', 'event': 'Ereignisse', 'colophon': 'Kolophon',
      'source': 'Quelle', 'edition': 'Ausgabe', 'cite': 'Zitierweise', 'paragraphs': 'Absätze werden nach den Randziffern zitiert.',
      'licence': 'Lizenz', 'encoded': 'Kodierter Text', 'tools': 'Hergestellt mit',
      'figure': 'Abbildung', 'correction': 'In der Quelle: ', 'born': 'geb.', 'died': 'gest.',
      'signs': 'Zeichen', 'unknown': 'Weitere Namen', 'attached': 'dieser Datei beigefügt',
      'in-note': 'n: in einer Anmerkung.',
      'sign-supplied': '[ ] ergänzt, nicht im Original', 'sign-gap': '[…] Lücke',
      'sign-unclear': 'Punktiert unterstrichen: schwer lesbar', 'sign-add': '‹ › in der Quelle hinzugefügt',
      'sign-del': 'Durchgestrichen: in der Quelle getilgt', 'sign-page': '|7| Seite 7 der Quelle beginnt' },
    'fr': map {
      'from': 'De', 'to': 'À', 'sent': 'Envoyé', 'received': 'Reçu', 'author': 'Auteur',
      'date': 'Date', 'language': 'Langue', 'original': 'original en',
      'translator': 'Traduit par', 'archive': 'Archives', 'summary': 'Résumé', 'and': 'et',
      'others': 'et autres', 'person': 'Personnes', 'place': 'Lieux', 'organisation': 'Organisations',
      'work': 'Références', 'names': 'Index des noms', 'event': 'Événements', 'colophon': 'Colophon',
      'source': 'Source', 'edition': 'Édition', 'cite': 'Pour citer', 'paragraphs': 'Les paragraphes se citent par les numéros en marge.',
      'licence': 'Licence', 'encoded': 'Texte encodé', 'tools': 'Réalisé avec', 'figure': 'Figure',
      'correction': 'Dans la source : ', 'born': 'né', 'died': 'mort', 
      'signs': 'Signes', 'unknown': 'Autres noms', 'attached': 'joint à ce fichier',
      'in-note': 'n : dans une note.',
      'sign-supplied': '[ ] suppléé, absent de l’original', 'sign-gap': '[…] lacune',
      'sign-unclear': 'Souligné en pointillé : lecture difficile', 'sign-add': '‹ › ajouté dans la source',
      'sign-del': 'Barré : supprimé dans la source', 'sign-page': '|7| début de la page 7 de la source' } }"/>

  <!-- The language of the document: of its text, else of the whole, else English. -->
  <xsl:variable name="print:language" as="xs:string"
    select="string(($print:tei/tei:text/@xml:lang, $print:tei/@xml:lang, 'en')[normalize-space()][1])"/>

  <xsl:variable name="print:said" as="map(xs:string, xs:string)"
    select="($print:words(replace($print:language, '-.*', '')), $print:words('en'))[1]"/>

  <!-- The word for a key in the document's language. -->
  <xsl:function name="print:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="($print:said($key), $key)[1]"/>
  </xsl:function>
</xsl:stylesheet>
