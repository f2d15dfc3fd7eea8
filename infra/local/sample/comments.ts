/** What people of the sample organisation wrote beside the pulse, quarter by quarter. All of it is made up. */
export const sampleComments: readonly (readonly string[])[] = [
  [
    'In reviews the same three people talk, and I have stopped preparing anything.',
    'I would say more if the first question were not who deployed it.',
    'Our reviews are held late in the day and end when somebody has to go.',
    'I can say when I do not know something, and nobody makes a face.',
    'The actions we agree on are the ones of last time.',
  ],
  [
    'It is easier to speak in the small meetings than in the large ones.',
    'Nobody told us what came of the last pulse.',
    'We agree on an alert, and then the quarter is over.',
    'I was asked what I had seen before the meeting, which had never happened before.',
  ],
  [
    'The round at the start is awkward and it works.',
    'Those of us in support were asked first, and it turned out that we had known for an hour.',
    'I said something I had kept to myself for months.',
    'Please keep the round, also when there is little time.',
    'The reviews have become shorter, not longer.',
  ],
  [
    'I speak in reviews now. In planning I still do not.',
    'The alert for waiting connections is a running joke by now, and it should not be.',
    'Reading the learning review I saw for the first time what became of our actions.',
    'With the round it is harder to say nothing, which is not the same as being safe.',
    'Our group is small, and I am glad that its figures are not shown.',
  ],
]
